package io.scoutline.pbx.simulator.recording;

import java.util.List;
import java.util.stream.Stream;

/** The shipped voices; each number and each extension always has the same one. Immutable, any thread. */
final class Voices {
  private final List<Voice> russianClients = load("ru-client-1", "ru-client-2", "ru-client-3", "ru-client-4");
  private final List<Voice> russianOurs = load("ru-ours-1", "ru-ours-2", "ru-ours-3", "ru-ours-4");
  private final List<Voice> englishClients = load("en-client-1", "en-client-2");
  private final List<Voice> englishOurs = load("en-ours-1", "en-ours-2");

  private static List<Voice> load(String... names) {
    return Stream.of(names).map(Voice::load).toList();
  }

  Voice client(String number) {
    return pick(english(number) ? englishClients : russianClients, number);
  }

  /** The voice at an extension, in the language that the client speaks. */
  Voice ours(String extension, String clientNumber) {
    return pick(english(clientNumber) ? englishOurs : russianOurs, extension);
  }

  /** Who calls from abroad speaks English. */
  private static boolean english(String number) {
    var digits = number.startsWith("+") ? number.substring(1) : number;
    return digits.length() > 9 && !digits.startsWith("7") && !digits.startsWith("8");
  }

  private static Voice pick(List<Voice> voices, String who) {
    return voices.get(Math.floorMod(who.hashCode() * 31 + who.length(), voices.size()));
  }
}
