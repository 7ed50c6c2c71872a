package io.scoutline.pbx.asterisk.setup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints the files that connect a PBX (P17.2): those of {@code config/asterisk} with this installation's values. */
public final class PbxFiles {

  /** What stands where a password belongs, unless the caller gives it. */
  public static final String PASSWORD_PLACE = "PUT-THE-PASSWORD-HERE";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z_]+)}}");
  private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9/_.-]{1,200}");
  private static final String USUAL_FOLDER = "/var/spool/asterisk/scoutline";

  /**
   * One file.
   *
   * @param addTo Asterisk's own file, at whose end {@code #include name} belongs
   * @param reload what makes Asterisk read it
   */
  public record PbxFile(String name, String addTo, String reload, String text) {}

  private record Template(String name, String addTo, String reload) {}

  private static final List<Template> TEMPLATES = List.of(
      new Template("manager.scoutline.conf", "manager.conf", "asterisk -rx \"manager reload\""),
      new Template("extensions.scoutline.conf", "extensions.conf", "asterisk -rx \"dialplan reload\""),
      new Template("queues.scoutline.conf", "queues.conf", "asterisk -rx \"queue reload all\""),
      new Template("cel.scoutline.conf", "cel.conf", "asterisk -rx \"module reload cel\""),
      new Template("cel_custom.scoutline.conf", "cel_custom.conf", "asterisk -rx \"module reload cel_custom.so\""));

  /** @param password empty prints {@link #PASSWORD_PLACE} instead */
  public List<PbxFile> print(PbxPlan plan, List<PbxPlan.Phone> phones, Optional<String> password) {
    Map<String, String> values = values(plan, phones, password.orElse(PASSWORD_PLACE));
    return TEMPLATES.stream()
        .map(template -> new PbxFile(template.name(), template.addTo(), template.reload(),
            filled(read(template.name()), values)))
        .toList();
  }

  private static Map<String, String> values(PbxPlan plan, List<PbxPlan.Phone> phones, String password) {
    Optional<String> done = plan.done().map(Path::toString).filter(path -> PLAIN_PATH.matcher(path).matches());
    var values = new HashMap<String, String>();
    values.put("ami_secret", password);
    values.put("originate_secret", PASSWORD_PLACE);
    values.put("server_address", plan.serverAddress());
    values.put("agi", plan.agiAddress());
    values.put("tech", plan.technology());
    values.put("trunk", plan.trunkName());
    values.put("queue", plan.queue());
    values.put("queue_strategy", "ringall");
    values.put("queue_members", phones.stream().map(phone -> "member => " + phone.name())
        .collect(Collectors.joining("\n")));
    values.put("spool", done.map(path -> path.substring(0, path.lastIndexOf('/')) + "/recording")
        .orElse(USUAL_FOLDER + "/recording"));
    values.put("done", done.orElse(USUAL_FOLDER + "/done"));
    values.put("ring_seconds", "20");
    values.put("queue_seconds", "60");
    values.put("caller_id", "");
    values.put("extension_pattern", pattern(phones));
    return values;
  }

  /** The extensions as one pattern: the digit that all have at a place, X where they differ. */
  static String pattern(List<PbxPlan.Phone> phones) {
    Map<Integer, List<String>> byLength = phones.stream().map(PbxPlan.Phone::extension)
        .collect(Collectors.groupingBy(String::length));
    return byLength.values().stream()
        .max((one, other) -> Integer.compare(one.size(), other.size()))
        .map(PbxFiles::patternOf)
        .orElse("_XXX");
  }

  private static String patternOf(List<String> extensions) {
    var pattern = new StringBuilder("_");
    for (int place = 0; place < extensions.getFirst().length(); place++) {
      int at = place;
      var digits = extensions.stream().map(extension -> extension.charAt(at)).collect(Collectors.toSet());
      pattern.append(digits.size() == 1 ? digits.iterator().next() : Character.valueOf('X'));
    }
    return pattern.toString();
  }

  private static String filled(String template, Map<String, String> values) {
    Function<String, String> valueOf = name -> {
      if (!values.containsKey(name)) {
        throw new IllegalStateException("a file of config/asterisk has an unknown placeholder: " + name);
      }
      return values.get(name);
    };
    return PLACEHOLDER.matcher(template).replaceAll(found -> Matcher.quoteReplacement(valueOf.apply(found.group(1))));
  }

  private static String read(String name) {
    try (InputStream file = PbxFiles.class.getResourceAsStream("/asterisk/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the server is incomplete: asterisk/" + name + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
