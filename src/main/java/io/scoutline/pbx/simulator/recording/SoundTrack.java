package io.scoutline.pbx.simulator.recording;

import java.util.SplittableRandom;

/**
 * Produces the sound of a call piece by piece, as interleaved signed 16-bit little-endian samples at 8000 a second:
 * left the client, right our side. The same seed gives the same sound. Not thread-safe.
 */
final class SoundTrack {
  static final int RATE = 8000;
  static final int FRAME_BYTES = 4;
  private static final double TWO_PI = 2 * Math.PI;

  private final Voices voices;
  private final Voice client;
  private final SplittableRandom random;
  private Voice ours;
  private Sound current = new Sound.Silence();
  private boolean clientSpeaks;
  private Voice.Sentence sentence;
  private int position;
  private int pause;
  private int clientNext;
  private int oursNext;
  private long heard;

  SoundTrack(Voices voices, String clientNumber, long seed) {
    this.voices = voices;
    this.client = voices.client(clientNumber);
    this.random = new SplittableRandom(seed);
    this.ours = voices.ours("", clientNumber);
    clientNext = random.nextInt(1 << 10);
    oursNext = random.nextInt(1 << 10);
  }

  /** What is heard from here on. */
  void change(Sound sound, String clientNumber) {
    current = sound;
    heard = 0;
    sentence = null;
    pause = RATE / 5;
    if (sound instanceof Sound.Dialogue dialogue) {
      ours = voices.ours(dialogue.ours(), clientNumber);
      clientSpeaks = true;
    }
  }

  /** Fills {@code frames} frames from the beginning of {@code target}. */
  void fill(byte[] target, int frames) {
    for (int i = 0; i < frames; i++) {
      int both = switch (current) {
        case Sound.Dialogue _ -> dialogue();
        case Sound.Music _ -> pack(noise(), music());
        case Sound.Ringing _ -> pack(noise(), tone(425, heard % (5 * RATE) < RATE));
        case Sound.Message _ -> heard < RATE / 2 ? pack(noise(), tone(1000, true)) : pack(monologue(), 0);
        case Sound.Silence _ -> 0;
      };
      heard++;
      int at = i * FRAME_BYTES;
      target[at] = (byte) both;
      target[at + 1] = (byte) (both >> 8);
      target[at + 2] = (byte) (both >> 16);
      target[at + 3] = (byte) (both >> 24);
    }
  }

  private int dialogue() {
    if (pause > 0) {
      pause--;
      return pack(noise(), noise());
    }
    if (sentence == null) {
      sentence = clientSpeaks ? next(client, clientNext++) : next(ours, oursNext++);
      position = sentence.from();
    }
    int sample = (clientSpeaks ? client : ours).at(position++);
    int left = clientSpeaks ? sample : noise();
    int right = clientSpeaks ? noise() : sample;
    if (position >= sentence.to()) {
      sentence = null;
      nextTurn();
    }
    return pack(left, right);
  }

  /** Mostly the other one answers; sometimes the same goes on, and sometimes both think. */
  private void nextTurn() {
    boolean goesOn = random.nextInt(100) < 35;
    clientSpeaks ^= !goesOn;
    int tenths = random.nextInt(100) < 10 ? random.nextInt(20, 40) : random.nextInt(2, goesOn ? 6 : 11);
    pause = tenths * RATE / 10;
  }

  private int monologue() {
    if (pause > 0) {
      pause--;
      return noise();
    }
    if (sentence == null) {
      sentence = next(client, clientNext++);
      position = sentence.from();
    }
    int sample = client.at(position++);
    if (position >= sentence.to()) {
      sentence = null;
      pause = random.nextInt(3, 12) * RATE / 10;
    }
    return sample;
  }

  private static Voice.Sentence next(Voice voice, int index) {
    return voice.sentences().get(index % voice.sentences().size());
  }

  private int music() {
    int[] notes = {262, 330, 392, 523, 392, 330, 294, 370};
    int note = notes[(int) (heard / (RATE / 2) % notes.length)];
    double fades = 1 - heard % (RATE / 2) / (RATE / 2.0);
    return (int) (3000 * fades * Math.sin(TWO_PI * note * heard / RATE));
  }

  private int tone(int hertz, boolean on) {
    return on ? (int) (4000 * Math.sin(TWO_PI * hertz * heard / RATE)) : 0;
  }

  /** The hiss of a line. */
  private int noise() {
    return random.nextInt(13) - 6;
  }

  private static int pack(int left, int right) {
    return left & 0xFFFF | right << 16;
  }
}
