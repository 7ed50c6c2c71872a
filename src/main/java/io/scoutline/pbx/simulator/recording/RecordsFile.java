package io.scoutline.pbx.simulator.recording;

import io.scoutline.pbx.simulator.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that {@code cel_custom.scoutline.conf} has Asterisk write: one line a record, every field in quotes. A
 * thread of its own appends whatever has gathered.
 */
public final class RecordsFile implements CallRecords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RecordsFile.class);

  private final Path file;
  private final List<String> unwritten = new ArrayList<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("pbx-simulator-records").factory());

  public RecordsFile(Path file) {
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException fault) {
      throw new UncheckedIOException("The records cannot be written", fault);
    }
  }

  @Override
  public void write(Entry entry) {
    synchronized (unwritten) {
      unwritten.add(line(entry));
    }
    try {
      writer.execute(this::append);
    } catch (RejectedExecutionException closed) {
      LOG.trace("the records are closed");
    }
  }

  private static String line(Entry entry) {
    return Stream.of(entry.type(), Timeline.seconds(entry.at()), entry.uniqueid(), entry.linkedid(), entry.channel(),
        entry.context(), entry.exten(), entry.extra(), entry.number(), entry.name())
        .map(field -> '"' + field.replace("\"", "\"\"").replaceAll("[\r\n]", "") + '"')
        .collect(Collectors.joining(",", "", "\n"));
  }

  private void append() {
    String lines;
    synchronized (unwritten) {
      lines = String.join("", unwritten);
      unwritten.clear();
    }
    try {
      Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException fault) {
      LOG.error("records of simulated calls could not be written: {}", fault.toString());
    }
  }

  /** Finishes what is being written, within a few seconds. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(10, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      writer.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
