package io.scoutline.clients.imports.base;

/** What to do about a client that somebody else is changing at this moment. */
public enum Hold {
  /** It is passed over: the rows that mean it are put aside. */
  PASS_OVER,
  /** It is waited for, as long as the transaction allows. */
  WAIT
}
