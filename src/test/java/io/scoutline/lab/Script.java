package io.scoutline.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script of the lab that changes something of this machine and puts it back when it ends, or we do. */
final class Script implements AutoCloseable {

  private static final Path FOLDER = Path.of("src/test/lab");

  private final Process process;
  private final BufferedReader said;

  Script(String name, String... arguments) {
    var command = new ArrayList<>(List.of("sh", FOLDER.resolve(name).toString()));
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    said = process.inputReader();
  }

  /** Tells it a word. */
  Script tell(String word) {
    try {
      process.outputWriter().write(word + "\n");
      process.outputWriter().flush();
      return this;
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  /** Waits until it says so; what it says otherwise is a failure. */
  Script await(String word) {
    try {
      String line = said.readLine();
      if (!word.equals(line)) {
        throw new IllegalStateException("the script did not say " + word + " but " + line
            + "; what is missing stands above, and it needs root");
      }
      return this;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** All is as before when this returns. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (IOException alreadyOver) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
