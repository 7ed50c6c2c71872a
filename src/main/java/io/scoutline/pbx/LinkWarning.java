package io.scoutline.pbx;

/** What is wrong with a link that works all the same; shown to the admin until it is mended. */
public enum LinkWarning {
  /** The PBX is older than the releases that closed known security holes. */
  OUTDATED,
  /** The account may do more than the link needs (P16.3). */
  TOO_MANY_RIGHTS,
  /** The account may not stop or mute recordings. */
  NO_RECORDING_CONTROL
}
