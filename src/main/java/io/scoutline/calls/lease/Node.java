package io.scoutline.calls.lease;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A server's process, as others can find out about it.
 *
 * @param name for people
 * @param place the boot of a machine, and the namespace in which the process has its number; empty where that cannot be
 *     known
 */
record Node(String name, String place, long pid) {

  static Node self() {
    return new Node(ManagementFactory.getRuntimeMXBean().getName(), here(), ProcessHandle.current().pid());
  }

  /** Whether it ran where this process runs, and runs no more; false also when that cannot be known. */
  boolean isSurelyOver() {
    return !place.isEmpty() && place.equals(here()) && ProcessHandle.of(pid).isEmpty();
  }

  private static String here() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "";
    }
  }
}
