package io.scoutline;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The server's classes as an installation has them: in jars alone, so that the JVM can keep its archive of them, which
 * the unit for systemd asks for. Made once for all servers of this JVM, and gone with it.
 */
final class InstalledJars {

  private static final InstalledJars ONCE = new InstalledJars();

  private final Path folder = Path.of("target", "installed", String.valueOf(ProcessHandle.current().pid()))
      .toAbsolutePath();
  private final String classPath;

  private InstalledJars() {
    try {
      Files.createDirectories(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
      var jars = new ArrayList<String>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        Path path = Path.of(entry).toAbsolutePath();
        if (!Files.isDirectory(path)) {
          jars.add(path.toString());
        } else if (Files.exists(path.resolve("io/scoutline/Main.class"))) {
          jars.add(jarOf(path).toString());
        }
      }
      classPath = String.join(File.pathSeparator, jars);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What stands behind {@code java} to start it, up to the options of the program. */
  static List<String> arguments() {
    return List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + ONCE.folder.resolve("scoutline.jsa"),
        "-Xlog:cds=off", "-Xlog:aot=off", "-cp", ONCE.classPath, "io.scoutline.Main");
  }

  private Path jarOf(Path classes) throws IOException {
    Path jar = folder.resolve("scoutline.jar");
    try (OutputStream file = Files.newOutputStream(jar); var out = new JarOutputStream(file);
         Stream<Path> found = Files.walk(classes)) {
      out.setLevel(0);
      for (Path one : found.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(one).toString()));
        Files.copy(one, out);
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
