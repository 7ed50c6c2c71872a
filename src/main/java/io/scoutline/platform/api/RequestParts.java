package io.scoutline.platform.api;

import io.scoutline.platform.wire.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of a request what the contract names, for the validator. Its own way of doing so (vertx-openapi 5.0.10)
 * decodes a query twice, so that a plus becomes a blank and a percent sign a fault, and takes a text for JSON as soon
 * as it holds anything but letters and digits, so that {@code 8 (495)} becomes the number 8. Here a text stays what
 * was sent, and an integer is one that a long holds.
 */
final class RequestParts {

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");

  /**
   * @param json the body, or null for an operation without one
   * @throws Problem 400 when the address cannot be decoded, or a number in it is none
   */
  static ValidatableRequest of(HttpServerRequest http, Operation operation, Buffer json) {
    try {
      return read(http, operation, json);
    } catch (IllegalArgumentException badEscape) {
      throw Problem.badRequest("malformed", "The address holds a % that is no escape.");
    }
  }

  private static ValidatableRequest read(HttpServerRequest http, Operation operation, Buffer json) {
    Map<String, RequestParameter> headers = new HashMap<>();
    Map<String, RequestParameter> path = new HashMap<>();
    Map<String, RequestParameter> query = new HashMap<>();
    for (Parameter parameter : operation.getParameters()) {
      String name = parameter.getName();
      switch (parameter.getIn()) {
        case HEADER -> headers.put(name, given(parameter, http.getHeader(name)));
        case PATH -> path.put(name, given(parameter, segment(http, operation, name)));
        case QUERY -> query.put(name, given(parameter, queried(http, parameter)));
        case COOKIE -> throw new IllegalStateException("the session's cookie is the only one: " + name);
      }
    }
    return new ValidatableRequestImpl(Map.of(), headers, path, query, new RequestParameterImpl(json),
        http.getHeader("Content-Type"));
  }

  private static RequestParameter given(Parameter parameter, String value) {
    if (value != null && parameter.getSchemaType() == SchemaType.INTEGER) {
      requireInteger(parameter.getName(), value);
    }
    boolean isText = parameter.getSchemaType() == SchemaType.STRING;
    // The validator reads JSON, but leaves words and what is empty as they are.
    return new RequestParameterImpl(value == null || !isText || value.matches("\\w*") ? value : Json.encode(value));
  }

  /** The validator takes 1e3 and 1.0 for integers and any number of digits, of which a long keeps the last bits. */
  private static void requireInteger(String name, String value) {
    try {
      if (INTEGER.matcher(value).matches()) {
        Long.parseLong(value);
        return;
      }
    } catch (NumberFormatException tooLarge) {
      // told below
    }
    throw Problem.invalid(name, "type", "It is no integer of 64 bits, written in digits.");
  }

  private static String segment(HttpServerRequest http, Operation operation, String name) {
    String[] segments = http.path().substring(1).split("/");
    int place = RequestUtils.findPathSegment(operation.getAbsoluteOpenAPIPath(), name);
    return place > segments.length
        ? null
        : URLDecoder.decode(segments[place - 1].replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String queried(HttpServerRequest http, Parameter parameter) {
    List<String> values = http.params().getAll(parameter.getName());
    if (values.isEmpty()) {
      return null;
    }
    return parameter.getSchemaType() == SchemaType.ARRAY && parameter.isExplode()
        ? values.stream().map(value -> parameter.getName() + "=" + value).collect(Collectors.joining("&"))
        : values.getFirst();
  }

  private RequestParts() {}
}
