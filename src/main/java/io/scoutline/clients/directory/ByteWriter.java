package io.scoutline.clients.directory;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the directory's compact form: numbers of seven bits a byte, texts as UTF-8 behind their length. */
final class ByteWriter {

  private byte[] bytes = new byte[512];
  private int length;

  void reset() {
    length = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  void putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  /** @param value not negative */
  void putNumber(long value) {
    ensure(10);
    long rest = value;
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void putText(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    putNumber(encoded.length);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  void putBytes(ByteWriter other) {
    ensure(other.length);
    System.arraycopy(other.bytes, 0, bytes, length, other.length);
    length += other.length;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
