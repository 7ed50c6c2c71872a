package io.scoutline.pbx.simulator.recording;

import io.scoutline.pbx.simulator.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file that {@code cel_custom.scoutline.conf} has Asterisk write: one line a record, every field in quotes. As
 * there, the file is opened anew for each, so that it may be renamed away at any moment.
 */
public final class RecordsFile implements CallRecords, AutoCloseable {
  private final Path file;
  private final DiskThread disk = new DiskThread("pbx-simulator-records");

  public RecordsFile(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      append("");
    } catch (IOException fault) {
      throw new UncheckedIOException("The records cannot be written", fault);
    }
  }

  @Override
  public void write(Entry entry) {
    disk.later(() -> append(line(entry)));
  }

  private static String line(Entry entry) {
    return Stream.of(entry.type(), Timeline.seconds(entry.at()), entry.uniqueid(), entry.linkedid(), entry.channel(),
        entry.context(), entry.exten(), entry.extra(), entry.number(), entry.name())
        .map(field -> '"' + field.replace("\"", "\"\"").replaceAll("[\r\n]", "") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  private void append(String lines) throws IOException {
    Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Finishes what is being written, within a few seconds. */
  @Override
  public void close() {
    disk.close();
  }
}
