package io.scoutline.platform.api;

import io.scoutline.platform.wire.Problem;
import io.scoutline.platform.wire.Problem.Fault;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of a request that breaks the contract which of its fields do, and how. */
final class ContractFaults {

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern PARAMETER = Pattern.compile("parameter (\\S+) ");
  /** Keywords that only pass on what their children say. */
  private static final Set<String> FRAMES =
      Set.of("properties", "items", "prefixItems", "$ref", "allOf", "patternProperties", "then", "else");

  static Problem problem(ValidatorException failure) {
    return switch (failure) {
      case SchemaValidationException schema -> Problem.invalid(faults(schema));
      default -> Problem.invalid(parameter(failure.getMessage()), code(failure), sentence(failure));
    };
  }

  private static List<Fault> faults(SchemaValidationException failure) {
    String parameter = parameter(failure.getMessage());
    Map<String, Fault> byField = new LinkedHashMap<>();
    for (OutputUnit unit : failure.getOutputUnit().getErrors()) {
      String keyword = last(unit.getKeywordLocation());
      if (!FRAMES.contains(keyword)) {
        Fault fault = fault(unit, keyword, parameter);
        byField.putIfAbsent(fault.field(), fault);
      }
    }
    if (byField.isEmpty()) {
      return List.of(new Fault(parameter, "invalid", "It does not match the contract."));
    }
    // a known member with a fault inside is also reported as if it were unknown
    return byField.values().stream()
        .filter(fault -> byField.keySet().stream().noneMatch(other -> other.startsWith(fault.field() + ".")))
        .toList();
  }

  private static Fault fault(OutputUnit unit, String keyword, String parameter) {
    String at = path(unit.getInstanceLocation());
    return switch (keyword) {
      case "required" -> new Fault(join(at, quoted(unit.getError())), "required", "It is missing.");
      case "additionalProperties", "unevaluatedProperties" ->
          new Fault(join(at, quoted(unit.getError())), "unknown_field", "There is no such field.");
      default -> new Fault(at.isEmpty() ? parameter : at, snake(keyword), unit.getError());
    };
  }

  private static String code(ValidatorException failure) {
    return switch (failure.type()) {
      case MISSING_REQUIRED_PARAMETER -> "required";
      case INVALID_VALUE_FORMAT, UNSUPPORTED_VALUE_FORMAT, ILLEGAL_VALUE, INVALID_VALUE -> "invalid";
      case MISSING_OPERATION, MISSING_RESPONSE -> "unsupported";
    };
  }

  private static String sentence(ValidatorException failure) {
    return switch (code(failure)) {
      case "required" -> "It is missing.";
      default -> "It cannot be read as what the contract says.";
    };
  }

  private static String parameter(String message) {
    Matcher found = PARAMETER.matcher(message + " ");
    return found.find() ? found.group(1) : "body";
  }

  private static String quoted(String error) {
    Matcher found = QUOTED.matcher(error);
    return found.find() ? found.group(1) : "";
  }

  private static String join(String at, String name) {
    return at.isEmpty() || at.equals(name) || at.endsWith("." + name) ? (at.isEmpty() ? name : at) : at + "." + name;
  }

  private static String path(String pointer) {
    return pointer.replaceFirst("^#?/?", "").replace('/', '.');
  }

  private static String last(String pointer) {
    return pointer.substring(pointer.lastIndexOf('/') + 1);
  }

  private static String snake(String keyword) {
    return keyword.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private ContractFaults() {}
}
