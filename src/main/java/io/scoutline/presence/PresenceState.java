package io.scoutline.presence;

/** What a person is doing, strongest first: of several that hold, the one further up is shown. */
public enum PresenceState {
  TALKING,
  RINGING,
  /** Writing up what was said; ends by being written up, or by its deadline. */
  WRAP_UP,
  /** Does not want calls, by their own word. */
  AWAY,
  /** No phone of theirs can be reached. */
  OFFLINE,
  AVAILABLE
}
