package io.scoutline.recordings;

import io.scoutline.kernel.PbxName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * How recordings are taken in and kept.
 *
 * @param folder where they are kept, inside the data folder
 * @param doneFolders into which folder each PBX moves its finished files; outside {@code folder}
 * @param quiet how long a file must not have changed before it is taken for finished
 * @param lookEvery how long a hint of the system may fail to come before the folder is looked at anyway
 * @param longest what lasts longer is set aside as too long
 * @param reserveBytes how much the disk must keep free; files wait in the PBX's folder meanwhile
 * @param orphanAfter how long a recording may be without a call before it is shown as an orphan
 * @param linkFor for how long a recording without a call goes on looking for it
 * @param workers how many files are copied at once
 */
public record RecordingSettings(
    Path folder,
    Map<PbxName, Path> doneFolders,
    Duration quiet,
    Duration lookEvery,
    Duration longest,
    long reserveBytes,
    Duration orphanAfter,
    Duration linkFor,
    int workers) {

  public RecordingSettings {
    doneFolders = Map.copyOf(doneFolders);
  }

  /** What suits an ordinary installation. */
  public static RecordingSettings standard(Path folder, Map<PbxName, Path> doneFolders) {
    return new RecordingSettings(folder, doneFolders, Duration.ofSeconds(1), Duration.ofSeconds(5),
        Duration.ofHours(12), 1L << 30, Duration.ofMinutes(10), Duration.ofHours(24), 2);
  }
}
