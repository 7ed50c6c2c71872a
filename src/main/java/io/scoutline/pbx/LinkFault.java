package io.scoutline.pbx;

/** Why a link is down. */
public enum LinkFault {
  STARTING,
  /** Nothing listens there, or the address does not answer. */
  REFUSED,
  WRONG_PASSWORD,
  TOO_FEW_RIGHTS,
  /** The PBX is older than what we can work with. */
  TOO_OLD,
  /** It was up and was cut, or fell silent. */
  LOST,
  STOPPED
}
