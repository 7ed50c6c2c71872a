package io.scoutline.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of another Java process, asked with the JDK's own {@code jcmd}. Bytes. */
record ServerHeap(long pid) {

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
  private static final Pattern USED = Pattern.compile("(?m)^ *+(?!Metaspace|class space).*\\bused (\\d+)K");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** What is reachable: after a collection of everything. */
  long live() throws IOException, InterruptedException {
    return sum(TOTAL.matcher(said("GC.class_histogram")));
  }

  /** What is used now, garbage included. */
  long used() throws IOException, InterruptedException {
    return used(said("GC.heap_info"));
  }

  static long used(String heapInfo) {
    return sum(USED.matcher(heapInfo)) * 1_024;
  }

  /** What the process occupies of the machine's memory, heap and all else. */
  long resident() throws IOException {
    return sum(RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")))) * 1_024;
  }

  private String said(String command) throws IOException, InterruptedException {
    var asking = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
        Long.toString(pid), command).redirectErrorStream(true).start();
    String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (asking.waitFor() != 0) {
      throw new IllegalStateException("the server's memory cannot be read: " + answer);
    }
    return answer;
  }

  private static long sum(Matcher found) {
    return found.results().mapToLong(one -> Long.parseLong(one.group(1))).reduce(Long::sum)
        .orElseThrow(() -> new IllegalStateException("nothing is said of memory"));
  }
}
