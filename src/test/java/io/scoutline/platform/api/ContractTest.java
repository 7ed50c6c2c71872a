package io.scoutline.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules that every operation of the shipped contract keeps. */
class ContractTest {

  private static final Vertx vertx = Vertx.vertx();
  private static JsonObject contract;

  @BeforeAll
  static void load() throws Exception {
    contract = Contract.load(vertx, "openapi.yaml").toCompletionStage().toCompletableFuture()
        .get(30, TimeUnit.SECONDS).whole();
  }

  @AfterAll
  static void close() {
    vertx.close();
  }

  @Test
  void what_a_client_sends_has_no_unknown_fields() {
    List<String> open = new ArrayList<>();
    operations((path, operation) -> {
      var body = operation.getJsonObject("requestBody", new JsonObject());
      var json = body.getJsonObject("content", new JsonObject()).getJsonObject("application/json");
      if (json != null) {
        collectOpen(path, json.getJsonObject("schema"), open);
      }
    });
    assertEquals(List.of(), open, "objects without additionalProperties: false");
  }

  @Test
  void each_operation_has_a_name_and_describes_its_refusals() {
    List<String> lacking = new ArrayList<>();
    operations((path, operation) -> {
      if (operation.getString("operationId") == null) {
        lacking.add(path + " operationId");
      }
      if (!operation.getJsonObject("responses").containsKey("default")) {
        lacking.add(path + " responses.default");
      }
    });
    assertEquals(List.of(), lacking);
  }

  private static void operations(java.util.function.BiConsumer<String, JsonObject> each) {
    contract.getJsonObject("paths").forEach(path ->
        ((JsonObject) path.getValue()).forEach(method -> {
          if (List.of("get", "put", "post", "patch", "delete").contains(method.getKey())) {
            each.accept(method.getKey() + " " + path.getKey(), (JsonObject) method.getValue());
          }
        }));
  }

  private static void collectOpen(String at, JsonObject schema, List<String> open) {
    JsonObject node = resolved(schema);
    if (node.containsKey("properties") && !Boolean.FALSE.equals(node.getValue("additionalProperties"))) {
      open.add(at);
    }
    node.getJsonObject("properties", new JsonObject())
        .forEach(member -> collectOpen(at + "." + member.getKey(), (JsonObject) member.getValue(), open));
    if (node.getValue("items") instanceof JsonObject items) {
      collectOpen(at + "[]", items, open);
    }
    node.getJsonArray("oneOf", new JsonArray()).forEach(one -> collectOpen(at, (JsonObject) one, open));
  }

  private static JsonObject resolved(JsonObject schema) {
    String reference = schema.getString("$ref");
    if (reference == null) {
      return schema;
    }
    JsonObject node = contract;
    for (String step : reference.substring(2).split("/")) {
      node = node.getJsonObject(step);
    }
    return node;
  }
}
