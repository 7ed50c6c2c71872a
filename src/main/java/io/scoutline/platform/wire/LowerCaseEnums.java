package io.scoutline.platform.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.io.IOException;
import java.util.Locale;

/** {@code Role.LINE_MANAGER} is {@code "line_manager"} on the wire. */
final class LowerCaseEnums {

  static final class Writing extends BeanSerializerModifier {
    @Override
    public JsonSerializer<?> modifyEnumSerializer(
        SerializationConfig config, JavaType type, BeanDescription description, JsonSerializer<?> standard) {
      return new JsonSerializer<Enum<?>>() {
        @Override
        public void serialize(Enum<?> constant, JsonGenerator json, SerializerProvider provider) throws IOException {
          json.writeString(constant.name().toLowerCase(Locale.ROOT));
        }
      };
    }
  }

  static final class Reading extends BeanDeserializerModifier {
    @Override
    public JsonDeserializer<?> modifyEnumDeserializer(
        DeserializationConfig config, JavaType type, BeanDescription description, JsonDeserializer<?> standard) {
      return new JsonDeserializer<Enum<?>>() {
        @Override
        public Enum<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
          for (Object constant : type.getRawClass().getEnumConstants()) {
            if (((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(json.getText())) {
              return (Enum<?>) constant;
            }
          }
          throw context.weirdStringException(json.getText(), type.getRawClass(), "not one of the constants");
        }
      };
    }
  }

  private LowerCaseEnums() {}
}
