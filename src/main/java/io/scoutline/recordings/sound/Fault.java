package io.scoutline.recordings.sound;

/** Why a file that arrived is not a sound recording, or not a whole one. The names are those of the API. */
public enum Fault {
  /** Nothing was recorded: no bytes, or a header without sound. */
  EMPTY,
  /** It ends before it should; what was written is kept and can be played. */
  CUT,
  /** Its content is no WAV although its name says so. */
  NOT_AUDIO,
  /** A WAV whose encoding, channels or rate we cannot measure and a browser may not play. */
  UNSUPPORTED,
  /** Longer than the configured limit. */
  TOO_LONG,
  /** Its name is not one the PBX gives to a recording, so no channel is known. */
  BAD_NAME,
  /** A symbolic link lay in the folder; it was taken away and never followed. */
  SYMLINK
}
