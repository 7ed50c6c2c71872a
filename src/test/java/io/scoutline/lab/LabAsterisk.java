package io.scoutline.lab;

import io.scoutline.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real Asterisk of its own on this machine: the files of {@code config/asterisk} as an installation gets them, a
 * trunk, and phones 101 to 109 (and 201 to 209 for browsers). It listens on loopback addresses only, on ports found
 * free when it starts. It dies with this process, however that ends, and leaves no mount behind.
 */
public final class LabAsterisk implements AutoCloseable {

  /** Whom a client calls in the lab, and who calls. Invented. */
  public static final String OUR_NUMBER = "74950000000";

  /** Which Asterisk. Where an old one needs another file than the new one it stands in a folder beside. */
  enum Version {
    ASTERISK_22("asterisk"), ASTERISK_16("asterisk-16");

    /** Its name for {@code setup.sh}, and the folder of its own files. */
    private final String part;

    Version(String part) {
      this.part = part;
    }
  }

  private static final Path SOURCES = Path.of("src/test/lab");
  private static final Path TEMPLATES = Path.of("config/asterisk");
  private static final Duration START = Duration.ofSeconds(60);

  private final Path run;
  private final Map<String, String> values;
  private final Path root;
  private Process process;
  private final List<AutoCloseable> agents = new ArrayList<>();
  private final SipAgent outside;
  private AmiTap control;

  private LabAsterisk(Version version, Path root, Path run, Map<String, String> values) throws IOException {
    this.run = run;
    this.values = values;
    outside = new SipAgent(new InetSocketAddress("127.0.0.2", 0), sip(), Voice.CLIENT);
    agents.add(outside);
    values.put("trunk_port", String.valueOf(outside.port()));
    this.root = root;
    writeFiles(version);
    process = run();
    control = awaitBoot();
  }

  private Process run() throws IOException {
    return new ProcessBuilder("sh", SOURCES.resolve("run.sh").toString(), root.toString(), run.toString())
        .redirectErrorStream(true).redirectOutput(run.resolve("log/console").toFile()).start();
  }

  /** Builds the folder when it is not there yet (minutes), then starts an instance (seconds). */
  public static LabAsterisk start() {
    return start(Version.ASTERISK_22);
  }

  static LabAsterisk start(Version version) {
    try {
      Path run = Path.of("target/lab").toAbsolutePath()
          .resolve(ProcessHandle.current().pid() + "-" + ThreadLocalRandom.current().nextInt(1_000_000));
      for (String folder : List.of("etc", "cache", "lib/keys", "run", "log/cel-custom", "spool", "recording", "done")) {
        Files.createDirectories(run.resolve(folder));
      }
      Path root = setUp(version);
      return new LabAsterisk(version, root, run, values(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path setUp(Version version) throws IOException {
    Process setup = new ProcessBuilder("sh", SOURCES.resolve("setup.sh").toString(), version.part)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = setup.inputReader().readAllLines();
    try {
      if (setup.waitFor() != 0 || lines.isEmpty()) {
        throw new IllegalStateException("the PBX lab could not be set up; the reason stands above");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Path.of(lines.getLast());
  }

  private static Map<String, String> values(Path root) throws IOException {
    Map<String, String> values = new HashMap<>(Map.of("server_address", "127.0.0.1", "queue", "scoutline",
        "queue_strategy", "ringall", "tech", "PJSIP", "trunk", "trunk", "spool", "/lab/recording", "done",
        "/lab/done", "ring_seconds", "20", "queue_seconds", "60"));
    values.put("queue_members", IntStream.rangeClosed(101, 109)
        .mapToObj(phone -> "member => PJSIP/" + phone).collect(Collectors.joining("\n")));
    values.put("ami_secret", SipAgent.token());
    values.put("lab_secret", SipAgent.token());
    values.put("originate_secret", SipAgent.token());
    values.put("caller_id", OUR_NUMBER);
    values.put("extension_pattern", "_[12]0X");
    values.put("phones", phones());
    List<Integer> tcp = freeTcp(3);
    values.put("ami_port", tcp.get(0).toString());
    values.put("http_port", tcp.get(1).toString());
    values.put("agi_port", tcp.get(2).toString());
    values.put("agi", "agi://127.0.0.1:" + tcp.get(2) + "/route");
    values.put("sip_port", String.valueOf(freeUdp()));
    int rtp = 20_000 + 2 * ThreadLocalRandom.current().nextInt(5_000);
    values.put("rtp_start", String.valueOf(rtp));
    values.put("rtp_end", String.valueOf(rtp + 1_999));
    try (Stream<Path> modules = Files.find(root.resolve("usr/lib"), 4,
        (path, found) -> path.endsWith("asterisk/modules"))) {
      values.put("modules", "/" + root.relativize(modules.findFirst().orElseThrow()));
    }
    return values;
  }

  private static String phones() {
    return IntStream.concat(IntStream.rangeClosed(101, 109), IntStream.rangeClosed(201, 209)).mapToObj(number -> """
        [%1$d](%2$s)
        aors = %1$d
        callerid = "Phone %1$d" <%1$d>

        [%1$d](contacts)
        """.formatted(number, number < 200 ? "phone" : "browser")).collect(Collectors.joining("\n"));
  }

  private static List<Integer> freeTcp(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static int freeUdp() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void writeFiles(Version version) throws IOException {
    var folders = new LinkedHashSet<>(List.of(SOURCES.resolve("asterisk"), TEMPLATES, SOURCES.resolve(version.part)));
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".conf")).toList()) {
          Files.writeString(run.resolve("etc").resolve(file.getFileName()),
              Template.fill(Files.readString(file), values));
        }
      }
    }
  }

  private AmiTap awaitBoot() throws IOException {
    var tap = new AtomicReference<AmiTap>();
    try {
      Await.until(() -> answers(tap), START, () -> "nobody answers on its AMI port");
      tap.get().await(0, f -> f.event().equals("FullyBooted"), START, "FullyBooted");
      return tap.get();
    } catch (AssertionError failed) {
      String said = Files.readString(run.resolve("log/console"));
      close();
      throw new IOException("Asterisk did not start:\n" + said, failed);
    }
  }

  private boolean answers(AtomicReference<AmiTap> tap) throws IOException {
    try {
      tap.set(new AmiTap(account("lab", "lab_secret")));
      return true;
    } catch (IOException notYet) {
      if (!process.isAlive()) {
        throw notYet;
      }
      return false;
    }
  }

  private AmiAccount account(String user, String secret) {
    return new AmiAccount(new InetSocketAddress("127.0.0.1", port("ami_port")), user, values.get(secret));
  }

  private int port(String name) {
    return Integer.parseInt(values.get(name));
  }

  // ---- what a test uses ------------------------------------------------------------------

  /** The server's account, with the rights and filters that an installation gets. */
  public AmiAccount account() {
    return account("scoutline", "ami_secret");
  }

  /** An account that reads and may do everything. */
  public AmiAccount fullAccount() {
    return account("lab", "lab_secret");
  }

  /** Where the dialplan asks: a FastAGI server of the test has to listen there. */
  public InetSocketAddress agi() {
    return new InetSocketAddress("127.0.0.1", port("agi_port"));
  }

  /** Where recordings are being written, as this process sees it. */
  public Path spool() {
    return run.resolve("recording");
  }

  /** Where complete recordings appear. */
  public Path done() {
    return run.resolve("done");
  }

  /** What the PBX writes down of its calls by itself (CEL). */
  public Path records() {
    return run.resolve("log/cel-custom/scoutline.csv");
  }

  /** The instance's own folder: configuration, logs. */
  public Path folder() {
    return run;
  }

  /** Where Asterisk takes SIP over UDP. */
  public InetSocketAddress sip() {
    return new InetSocketAddress("127.0.0.1", port("sip_port"));
  }

  /** The value of a placeholder as this instance has it. */
  public String value(String placeholder) {
    return values.get(placeholder);
  }

  /** A phone that is registered as {@code extension}; two with the same extension are two devices. */
  public SipPhone phone(String extension, Voice voice) {
    SipPhone phone = SipPhone.register(sip(), extension, voice);
    agents.add(phone);
    return phone;
  }

  /** The outside world. One at a time. */
  public SipTrunk trunk() {
    return new SipTrunk(outside);
  }

  /** Sets a global variable of the dialplan. */
  public void global(String name, String value) {
    control.action("Setvar", Map.of("Variable", name, "Value", value));
  }

  /** Runs a console command and gives what it printed. */
  public String command(String command) {
    return control.action("Command", Map.of("Command", command)).lines().stream()
        .filter(line -> line.startsWith("Output:")).map(line -> line.substring(7).strip())
        .collect(Collectors.joining("\n"));
  }

  /** Waits until no channel is left, and until {@code tap} has been told so. */
  public void settle(AmiTap tap) {
    await(() -> command("core show channels count").startsWith("0 active channels"), "channels are left");
    tap.settle();
  }

  /** Waits until the queue takes so many of its members for free. */
  void awaitFreeMembers(int count) {
    await(() -> command("queue show scoutline").lines().filter(line -> line.contains("(Not in use)")).count() == count,
        "the queue does not take " + count + " members for free");
  }

  /** Waits until it is so, for half a minute at most. */
  public void await(BooleanSupplier condition, String otherwise) {
    Await.until(condition::getAsBoolean, () -> otherwise + "; the PBX has:\n" + command("core show channels"));
  }

  /** What Asterisk logged so far. */
  public String log() {
    try {
      return Files.readString(run.resolve("log/messages"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the instance like a crash: no goodbye on AMI, no file closed. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** After a crash: the same instance once more, with its files, at its ports. */
  public void restart() {
    try {
      process.onExit().join();
      process = run();
      control = awaitBoot();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      for (AutoCloseable agent : agents) {
        agent.close();
      }
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (Exception e) {
      kill();
      throw new IllegalStateException("the lab's Asterisk did not end cleanly", e);
    }
  }
}
