package io.scoutline.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the configuration is written: a YAML file, and over it the environment: {@code SCOUTLINE_HTTP_PORT} is
 * {@code http.port}, {@code SCOUTLINE_PBXS_0_PASSWORD} the first PBX's password. Words of a key are joined:
 * {@code SCOUTLINE_HTTP_TRUSTED_PROXIES} is {@code http.trustedProxies}.
 */
public final class ConfigSources {

  private static final String PREFIX = "SCOUTLINE_";
  private static final Pattern PLACE = Pattern.compile("line [0-9]+, column [0-9]+");
  private static final List<String> GROUPS = List.of("http", "tls", "management", "database", "business", "security",
      "agi", "pbxs", "carried", "logging");

  /**
   * Reads and checks; waits.
   *
   * @param file absent to take the defaults and the environment alone
   * @param here what of it this machine cannot do
   * @throws WrongConfig with every fault
   */
  public static ServerConfig load(Vertx vertx, Optional<Path> file, Map<String, String> environment,
      Function<ServerConfig, List<ConfigFault>> here) {
    JsonObject written = file.map(path -> yaml(vertx, path)).orElseGet(JsonObject::new);
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX)) {
        put(written, List.of(name.substring(PREFIX.length()).split("_")), value);
      }
    });
    return ConfigReader.read(written, here);
  }

  private static JsonObject yaml(Vertx vertx, Path file) {
    if (!Files.isReadable(file)) {
      throw new WrongConfig(List.of(new ConfigFault(file.toString(), "no readable file", "a YAML file")));
    }
    var options = new ConfigRetrieverOptions().setScanPeriod(-1).addStore(new ConfigStoreOptions()
        .setType("file").setFormat("yaml").setConfig(new JsonObject().put("path", file.toString())));
    try {
      return ConfigRetriever.create(vertx, options).getConfig().toCompletionStage().toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException notYaml) {
      throw new WrongConfig(List.of(new ConfigFault(file.toString(), "not YAML" + place(notYaml),
          "a YAML file")));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** Where the parser stopped, without the line itself: it may hold a password. */
  private static String place(Exception notYaml) {
    Matcher place = PLACE.matcher(String.valueOf(notYaml.getMessage()));
    return place.find() ? " at " + place.group() : "";
  }

  /** Puts a value where its words lead: into the groups they name, the rest joined as we write keys. */
  private static void put(JsonObject object, List<String> words, String value) {
    String first = words.getFirst().toLowerCase(Locale.ROOT);
    List<String> left = words.subList(1, words.size());
    if (left.isEmpty() || !GROUPS.contains(first)) {
      object.put(camel(words), value);
    } else if (left.size() > 1 && left.getFirst().matches("[0-9]")) {
      put(at(object, first, Integer.parseInt(left.getFirst())), left.subList(1, left.size()), value);
    } else {
      JsonObject part = object.getValue(first) instanceof JsonObject is ? is : new JsonObject();
      object.put(first, part);
      put(part, left, value);
    }
  }

  private static JsonObject at(JsonObject object, String key, int index) {
    JsonArray array = object.getValue(key) instanceof JsonArray is ? is : new JsonArray();
    object.put(key, array);
    while (array.size() <= index) {
      array.add(new JsonObject());
    }
    return array.getJsonObject(index);
  }

  private static String camel(List<String> words) {
    var key = new StringBuilder(words.getFirst().toLowerCase(Locale.ROOT));
    for (String word : words.subList(1, words.size())) {
      key.append(word.substring(0, 1)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return key.toString();
  }

  private ConfigSources() {}
}
