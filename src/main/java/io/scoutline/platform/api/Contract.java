package io.scoutline.platform.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.impl.Utils;
import java.util.ArrayList;
import java.util.function.Function;

/**
 * The HTTP contract: one file for server, generated client and docs. The router knows JSON only and refuses a
 * contract that speaks of anything else, so it is shown the contract without the other contents.
 */
public final class Contract {

  private static final String JSON = "application/json";
  private static final long MOST_EXACT = (1L << 53) - 1;

  private final JsonObject whole;
  private final OpenAPIContract checked;

  private Contract(JsonObject whole, OpenAPIContract checked) {
    this.whole = whole;
    this.checked = checked;
  }

  /** @param resource a YAML file on the classpath */
  public static Future<Contract> load(Vertx vertx, String resource) {
    return vertx.fileSystem().readFile(resource)
        // Three thousand lines of YAML hold a cold event loop up for seconds.
        .compose(text -> vertx.executeBlocking(() -> Utils.yamlStringToJson(text.toString())))
        .compose(Function.identity())
        .compose(whole -> OpenAPIContract.from(vertx, forRouter(whole))
            .map(checked -> new Contract(whole, checked)));
  }

  OpenAPIContract checked() {
    return checked;
  }

  /** As it was written. */
  public JsonObject whole() {
    return whole.copy();
  }

  /** It also takes no relative server address, which is the only one that is right wherever we are installed. */
  private static JsonObject forRouter(JsonObject whole) {
    JsonObject copy = jsonOnly(whole.copy());
    nullHasNoFormat(copy);
    JsonObject server = copy.getJsonArray("servers").getJsonObject(0);
    server.put("url", "http://localhost" + server.getString("url"));
    return copy;
  }

  private static JsonObject jsonOnly(JsonObject node) {
    for (String name : new ArrayList<>(node.fieldNames())) {
      switch (node.getValue(name)) {
        case JsonObject content when name.equals("content") -> dropOtherTypes(node, content);
        case JsonObject child -> jsonOnly(child);
        case JsonArray items -> items.forEach(item -> {
          if (item instanceof JsonObject object) {
            jsonOnly(object);
          }
        });
        case null, default -> { }
      }
    }
    if (node.getValue("requestBody") instanceof JsonObject body
        && !body.containsKey("content") && !body.containsKey("$ref")) {
      node.remove("requestBody");
    }
    return node;
  }

  /**
   * It holds the format of a value against its null as well, which no format can match. Whole numbers keep a bound:
   * that of the numbers which a page can tell apart (RFC 8259, 6).
   */
  private static void nullHasNoFormat(Object node) {
    switch (node) {
      case JsonObject object -> {
        if (object.getValue("type") instanceof JsonArray types && types.contains("null")
            && object.remove("format") instanceof String format && format.equals("int64")) {
          object.put("minimum", -MOST_EXACT).put("maximum", MOST_EXACT);
        }
        object.forEach(member -> nullHasNoFormat(member.getValue()));
      }
      case JsonArray items -> items.forEach(Contract::nullHasNoFormat);
      case null, default -> { }
    }
  }

  private static void dropOtherTypes(JsonObject parent, JsonObject content) {
    for (String type : new ArrayList<>(content.fieldNames())) {
      if (type.contains("/") && !type.equals(JSON)) {
        content.remove(type);
      }
    }
    if (content.isEmpty()) {
      parent.remove("content");
    } else {
      jsonOnly(content);
    }
  }
}
