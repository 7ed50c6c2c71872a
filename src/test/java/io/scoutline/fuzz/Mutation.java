package io.scoutline.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes a new input of those that are there: bytes changed, taken out, doubled, put in from another one. */
final class Mutation {

  private static final int LONGEST = 32_768;
  private static final byte[][] WORDS = {"\r\n".getBytes(), "\n\n".getBytes(), {0}, {(byte) 0xff}, "\"".getBytes(),
      ":".getBytes(), ";".getBytes(), ",".getBytes(), "\\".getBytes(),
      {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
      "-1".getBytes(), "99999999999999999999".getBytes(), "{".getBytes(), "[".getBytes(), "null".getBytes(),
      "\u202e".getBytes(), {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xff, (byte) 0xfe}};

  private final List<byte[]> seeds;
  private final RandomGenerator random;

  Mutation(List<byte[]> seeds, RandomGenerator random) {
    this.seeds = seeds;
    this.random = random;
  }

  byte[] next() {
    byte[] input = any();
    for (int times = 1 + random.nextInt(6); times > 0; times--) {
      input = once(input);
    }
    return input.length > LONGEST ? Arrays.copyOf(input, LONGEST) : input;
  }

  private byte[] any() {
    return seeds.get(random.nextInt(seeds.size())).clone();
  }

  private byte[] once(byte[] input) {
    int from = random.nextInt(input.length + 1);
    int until = Math.min(input.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
    byte[] piece = Arrays.copyOfRange(input, from, Math.max(from, until));
    byte[] other = any();
    return switch (random.nextInt(6)) {
      case 0 -> with(input, from, until, new byte[0]);
      case 1 -> with(input, from, from, piece);
      case 2 -> with(input, from, from, WORDS[random.nextInt(WORDS.length)]);
      case 3 -> with(input, from, until, WORDS[random.nextInt(WORDS.length)]);
      case 4 -> {
        int start = random.nextInt(other.length + 1);
        yield with(input, from, random.nextBoolean() ? from : until,
            Arrays.copyOfRange(other, start, Math.min(other.length, start + random.nextInt(200))));
      }
      default -> {
        if (from < input.length) {
          input[from] = (byte) (random.nextBoolean() ? random.nextInt(256) : input[from] ^ 1 << random.nextInt(8));
        }
        yield input;
      }
    };
  }

  private static byte[] with(byte[] input, int from, int until, byte[] instead) {
    byte[] made = Arrays.copyOf(input, input.length - (until - from) + instead.length);
    System.arraycopy(instead, 0, made, from, instead.length);
    System.arraycopy(input, until, made, from + instead.length, input.length - until);
    return made;
  }
}
