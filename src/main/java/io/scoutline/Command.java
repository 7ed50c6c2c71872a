package io.scoutline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the program was asked to do. */
sealed interface Command {

  String USAGE = """
      usage: scoutline [--config FILE]
             scoutline demo
             scoutline backup [--config FILE] --to FILE [--hash-recordings]
             scoutline restore [--config FILE] --from FILE""";

  record Serve(Optional<Path> config) implements Command {}

  record Demo() implements Command {}

  /** @param hash whether to read every recording for the list of them */
  record Backup(Optional<Path> config, Path to, boolean hash) implements Command {}

  record Restore(Optional<Path> config, Path from) implements Command {}

  /** None of those. */
  record Unknown() implements Command {}

  static Command of(String... args) {
    var words = new ArrayList<>(List.of(args));
    String verb = words.isEmpty() || words.getFirst().startsWith("--") ? "serve" : words.removeFirst();
    boolean hash = verb.equals("backup") && words.remove("--hash-recordings");
    Map<String, Path> options = options(words);
    Optional<Path> config = Optional.ofNullable(options.get("--config"));
    return switch (verb) {
      case "serve" -> fits(words, options, Set.of()) ? new Serve(config) : new Unknown();
      case "demo" -> words.isEmpty() ? new Demo() : new Unknown();
      case "backup" -> fits(words, options, Set.of("--to"))
          ? new Backup(config, options.get("--to"), hash) : new Unknown();
      case "restore" -> fits(words, options, Set.of("--from"))
          ? new Restore(config, options.get("--from")) : new Unknown();
      default -> new Unknown();
    };
  }

  /** Whether all the needed ones are there, and beside them the configuration at most. */
  private static boolean fits(List<String> words, Map<String, Path> options, Set<String> needed) {
    var others = new HashSet<>(options.keySet());
    others.remove("--config");
    return others.equals(needed) && words.size() == 2 * options.size();
  }

  private static Map<String, Path> options(List<String> words) {
    var options = new HashMap<String, Path>();
    for (int at = 0; at + 1 < words.size(); at += 2) {
      options.put(words.get(at), Path.of(words.get(at + 1)));
    }
    return options;
  }
}
