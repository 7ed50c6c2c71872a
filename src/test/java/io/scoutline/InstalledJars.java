package io.scoutline;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The server as an installation has it: with its own libraries and none that the tests bring, and in jars alone, so
 * that the JVM can keep its archive of the classes, which the unit for systemd asks for. Made once for all servers of
 * this JVM, and gone with it.
 */
final class InstalledJars {

  /** Maven leaves it there before it compiles the tests. */
  private static final Path LIBRARIES = Path.of("target", "installed.classpath");

  private static final InstalledJars ONCE = new InstalledJars();

  private final Path folder = Path.of("target", "installed", String.valueOf(ProcessHandle.current().pid()))
      .toAbsolutePath();
  private final String classPath;

  private InstalledJars() {
    try {
      Files.createDirectories(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
      classPath = jarOf(ours()) + File.pathSeparator + Files.readString(LIBRARIES).strip();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What stands behind {@code java} to start it, up to the words of the program. */
  static List<String> arguments() {
    return List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + ONCE.folder.resolve("scoutline.jsa"),
        "-Xlog:cds=off", "-Xlog:aot=off", "-cp", ONCE.classPath, "io.scoutline.Main");
  }

  private static Path ours() {
    return Path.of(URI.create(Main.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private Path jarOf(Path classes) throws IOException {
    Path jar = folder.resolve("scoutline.jar");
    try (OutputStream file = Files.newOutputStream(jar); var out = new JarOutputStream(file);
         Stream<Path> found = Files.walk(classes)) {
      out.setLevel(0);
      for (Path one : found.filter(one -> !one.equals(classes)).toList()) {
        // Flyway finds a folder by its own entry, which Maven's jar has too.
        String name = classes.relativize(one) + (Files.isDirectory(one) ? "/" : "");
        out.putNextEntry(new JarEntry(name));
        if (!name.endsWith("/")) {
          Files.copy(one, out);
        }
        out.closeEntry();
      }
    }
    return jar;
  }

  private void remove() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException stays) {
      System.err.println("not removed: " + stays);
    }
  }
}
