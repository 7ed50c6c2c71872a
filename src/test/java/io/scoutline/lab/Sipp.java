package io.scoutline.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of SIPp, a SIP stack that is not ours: many clients at a chosen rate, or a phone that answers them all. It ends
 * by itself after its calls, at the latest two minutes after they could be over.
 */
public final class Sipp implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path SCENARIOS = Path.of("src/test/lab/sipp").toAbsolutePath();

  private final Path folder;
  private final Process process;
  private final Runnable afterwards;

  private Sipp(Path folder, Process process, Runnable afterwards) {
    this.folder = folder;
    this.process = process;
    this.afterwards = afterwards;
  }

  /** One call from each of the numbers, {@code perSecond} of them a second, however many wait for an answer. */
  public static Sipp clients(LabAsterisk lab, List<String> numbers, int perSecond, Duration talk) {
    Path folder = folder(lab, "clients", Voice.CLIENT);
    write(folder.resolve("numbers.csv"), "SEQUENTIAL\n" + String.join("\n", numbers) + "\n");
    return new Sipp(folder, start(lab, folder, "client.xml", "127.0.0.2", freePort("127.0.0.2"), numbers.size(),
        PATIENCE.plusSeconds(numbers.size() / perSecond), "-r", String.valueOf(perSecond),
        "-l", String.valueOf(numbers.size()), "-d", String.valueOf(talk.toMillis()), "-inf", "numbers.csv",
        "-s", LabAsterisk.OUR_NUMBER), () -> { });
  }

  /** A phone at {@code extension} that answers {@code calls} calls, as many at a time as come. */
  public static Sipp phone(LabAsterisk lab, String extension, int calls, Voice voice) {
    Path folder = folder(lab, "phone-" + extension, voice);
    int port = freePort("127.0.0.1");
    Process process = start(lab, folder, "phone.xml", "127.0.0.1", port, calls, PATIENCE.plusSeconds(calls));
    SipAgent registrar = new SipAgent(new InetSocketAddress("127.0.0.1", 0), lab.sip(), voice);
    String contact = "<sip:" + extension + "@127.0.0.1:" + port + ">";
    registrar.register(extension, contact, Duration.ofHours(1));
    return new Sipp(folder, process, () -> {
      registrar.register(extension, contact, Duration.ZERO);
      registrar.close();
    });
  }

  private static Process start(LabAsterisk lab, Path folder, String scenario, String address, int port, int calls,
      Duration within, String... more) {
    List<String> command = new ArrayList<>(List.of("sipp", "127.0.0.1:" + lab.sip().getPort(), "-sf",
        SCENARIOS.resolve(scenario).toString(), "-i", address, "-mi", address, "-p", String.valueOf(port),
        "-m", String.valueOf(calls), "-nostdin", "-timeout", within.toSeconds() + "s", "-timeout_error", "-trace_err"));
    command.addAll(List.of(more));
    try {
      return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException("SIPp is missing; sh src/test/lab/setup.sh installs it", e);
    }
  }

  private static Path folder(LabAsterisk lab, String name, Voice voice) {
    Path folder = lab.folder().resolve("sipp-" + name + "-" + System.nanoTime());
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("voice.ulaw"), voice.ulawSeconds(10));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort(String address) {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName(address))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until all calls are over; fails unless each went as it should. */
  public void awaitSuccess(Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
        throw new AssertionError("SIPp did not end well, see " + folder + "\n" + errors());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until all calls are over, however they went. */
  public void awaitEnd() {
    process.onExit().join();
  }

  private String errors() {
    try (var files = Files.list(folder)) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().contains("errors")).toList()) {
        all.append(Files.readString(file));
      }
      return all.isEmpty() ? Files.readString(folder.resolve("log")) : all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It has ended when this returns: no call of it begins any more. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    afterwards.run();
  }
}
