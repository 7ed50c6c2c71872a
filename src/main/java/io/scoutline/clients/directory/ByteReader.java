package io.scoutline.clients.directory;

import java.nio.charset.StandardCharsets;

/** Reads what {@link ByteWriter} wrote, from a place in a chunk. For one thread and one reading. */
final class ByteReader {

  private final byte[] bytes;
  private int at;

  ByteReader(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int nextByte() {
    return bytes[at++];
  }

  long nextNumber() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes[at++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  int nextInt() {
    return (int) nextNumber();
  }

  String nextText() {
    int length = nextInt();
    var text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  void skip(int length) {
    at += length;
  }
}
