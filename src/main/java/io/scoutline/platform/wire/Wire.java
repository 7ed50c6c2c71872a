package io.scoutline.platform.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.scoutline.kernel.CallId;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PromiseId;
import io.scoutline.kernel.RecordingId;
import io.scoutline.kernel.TeamId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * Our records as JSON and back, the same on HTTP and on the live channel: instants in ISO-8601 UTC with milliseconds,
 * durations in whole milliseconds, enums in lower case with underscores, identifiers as bare numbers or strings,
 * absent as {@code null}. Safe on any thread.
 */
public final class Wire {

  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .addModule(new Jdk8Module())
      .addModule(new JavaTimeModule())
      .addModule(ours())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .serializationInclusion(JsonInclude.Include.ALWAYS)
      .build();

  /** Any record, collection or JSON value as bytes. */
  public static Buffer bytes(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException notSerialisable) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), notSerialisable);
    }
  }

  public static JsonObject object(Object value) {
    return new JsonObject(bytes(value));
  }

  /**
   * Reads a record; unknown members are refused.
   *
   * @throws Problem 400 when the JSON is not such a record
   */
  public static <T> T read(Buffer json, Class<T> type) {
    try {
      return MAPPER.readValue(json.getBytes(), type);
    } catch (JsonProcessingException notThat) {
      throw Problem.badRequest("malformed", "The request does not have the expected shape.");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same bytes, when they are one JSON value or nothing at all. */
  public static Buffer wellFormed(Buffer json) {
    try {
      if (json.length() > 0) {
        MAPPER.readTree(json.getBytes());
      }
      return json;
    } catch (IOException malformed) {
      throw Problem.badRequest("malformed", "The body is not JSON.");
    }
  }

  private static SimpleModule ours() {
    var module = new SimpleModule("scoutline");
    add(module, Instant.class, (instant, json) -> json.writeString(MILLIS.format(instant)),
        json -> Instant.parse(json.getText()));
    add(module, Duration.class, (duration, json) -> json.writeNumber(duration.toMillis()),
        json -> Duration.ofMillis(json.getLongValue()));
    number(module, PersonId.class, PersonId::value, PersonId::new);
    number(module, TeamId.class, TeamId::value, TeamId::new);
    number(module, ClientId.class, ClientId::value, ClientId::new);
    number(module, ContactId.class, ContactId::value, ContactId::new);
    number(module, PromiseId.class, PromiseId::value, PromiseId::new);
    uuid(module, CallId.class, CallId::value, CallId::new);
    uuid(module, RecordingId.class, RecordingId::value, RecordingId::new);
    add(module, JsonObject.class, (object, json) -> json.writeObject(object.getMap()), json -> null);
    add(module, JsonArray.class, (array, json) -> json.writeObject(array.getList()), json -> null);
    module.setSerializerModifier(new LowerCaseEnums.Writing());
    module.setDeserializerModifier(new LowerCaseEnums.Reading());
    return module;
  }

  private static <T> void number(SimpleModule module, Class<T> type, ToLongFunction<T> out, LongFunction<T> in) {
    add(module, type, (id, json) -> json.writeNumber(out.applyAsLong(id)), json -> in.apply(json.getLongValue()));
  }

  private static <T> void uuid(SimpleModule module, Class<T> type, Function<T, UUID> out, Function<UUID, T> in) {
    add(module, type, (id, json) -> json.writeString(out.apply(id).toString()),
        json -> in.apply(UUID.fromString(json.getText())));
  }

  private interface Writing<T> {
    void write(T value, JsonGenerator json) throws IOException;
  }

  private interface Reading<T> {
    T read(JsonParser json) throws IOException;
  }

  private static <T> void add(SimpleModule module, Class<T> type, Writing<T> writing, Reading<T> reading) {
    module.addSerializer(type, new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
        writing.write(value, json);
      }
    });
    module.addDeserializer(type, new JsonDeserializer<>() {
      @Override
      public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        try {
          return reading.read(json);
        } catch (RuntimeException wrong) {
          throw context.weirdStringException(json.getText(), type, "not a " + type.getSimpleName());
        }
      }
    });
  }

  private Wire() {}
}
