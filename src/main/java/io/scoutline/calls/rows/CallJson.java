package io.scoutline.calls.rows;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.scoutline.calls.Call;
import io.scoutline.calls.Ending;
import io.scoutline.calls.Leg;
import io.scoutline.calls.Span;
import io.scoutline.calls.Stay;
import io.scoutline.kernel.CallerNumber;
import io.scoutline.pbx.PbxEvent;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Calls and flight records as JSON. A flight record is gzip of JSON lines, one event a line, each named by the
 * constructor of {@link PbxEvent}: readable without us, and by us in every later version (unknown fields are skipped).
 * Safe on any thread.
 */
public final class CallJson {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  private interface Named {}

  /** Only what a record is made of, none of what it computes. */
  @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY, getterVisibility = JsonAutoDetect.Visibility.NONE,
      isGetterVisibility = JsonAutoDetect.Visibility.NONE)
  @JsonIgnoreProperties(ignoreUnknown = true)
  private interface Plain {}

  private final ObjectMapper mapper;

  public CallJson() {
    var builder = JsonMapper.builder()
        .addModules(new JavaTimeModule(), new Jdk8Module())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .addMixIn(PbxEvent.class, Named.class)
        .addMixIn(CallerNumber.class, Named.class);
    Stream.of(Call.class, Leg.class, Span.class, Stay.class, Ending.class)
        .forEach(record -> builder.addMixIn(record, Plain.class));
    mapper = builder.build();
    Stream.concat(concrete(PbxEvent.class), concrete(CallerNumber.class))
        .forEach(type -> mapper.registerSubtypes(new NamedType(type, type.getSimpleName())));
  }

  private static Stream<Class<?>> concrete(Class<?> type) {
    return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(CallJson::concrete) : Stream.of(type);
  }

  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** @throws IllegalArgumentException when it is not a call as {@link #write} makes it */
  public Call readCall(String json) {
    return read(json, Call.class);
  }

  /** An event as it stands in a flight record, named by its constructor. */
  public String writeEvent(PbxEvent event) {
    try {
      return mapper.writerFor(PbxEvent.class).writeValueAsString(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads what {@link #write} or {@link #writeEvent} made; what is missing is {@code null} or empty.
   *
   * @throws IllegalArgumentException when it is nothing of that kind
   */
  public <T> T read(String json, Class<T> kind) {
    try {
      return mapper.readValue(json, kind);
    } catch (JsonProcessingException other) {
      throw new IllegalArgumentException("not a " + kind.getSimpleName() + ": " + other.getOriginalMessage(), other);
    }
  }

  public byte[] writeFlight(List<PbxEvent> events) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      for (PbxEvent event : events) {
        gzip.write(mapper.writerFor(PbxEvent.class).writeValueAsBytes(event));
        gzip.write('\n');
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** @throws IllegalArgumentException when it is not a flight record */
  public List<PbxEvent> readFlight(byte[] flight) {
    var events = new ArrayList<PbxEvent>();
    try (var lines = new BufferedReader(new InputStreamReader(
        new GZIPInputStream(new ByteArrayInputStream(flight)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        events.add(mapper.readValue(line, PbxEvent.class));
      }
    } catch (IOException notAFlight) {
      throw new IllegalArgumentException("not a flight record: " + notAFlight.getMessage(), notAFlight);
    }
    return events;
  }
}
