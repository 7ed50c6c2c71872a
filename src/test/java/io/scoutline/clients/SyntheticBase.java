package io.scoutline.clients;

import io.scoutline.clients.directory.ClientEntry;
import io.scoutline.clients.directory.ClientEntry.LastScout;
import io.scoutline.clients.directory.ClientPicture;
import io.scoutline.clients.directory.ContactEntry;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.NumberEntry;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.ContactId;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.PhoneNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A base of any size made from a formula, for benchmarks and tests without a database: client {@code n} has the
 * identity {@code n}, up to two contacts and its share of the numbers. Every thousandth client shares a switchboard
 * with the one before it.
 */
public final class SyntheticBase {

  private static final String[] KINDS = {"Завод", "Торговый дом", "Фабрика", "Комбинат", "Бюро", "Склад"};
  private static final String[] WORDS =
      {"Северный", "Восточный мост", "Полюс", "Гранит-Строй", "Меридиан", "Ясная поляна", "Волга", "Сталь и сервис"};
  private static final String[] REGIONS = {"Москва", "Санкт-Петербург", "Казань", "Екатеринбург", "Новосибирск"};
  private static final String[] CHANNELS = {"Строители", "Сети", "Заводы", "Бюджет"};
  private static final String[] NAMES = {"Анна Сергеевна Белова", "Пётр Ильич Громов", "Ольга Викторовна Ким"};
  private static final String[] POSITIONS = {"Директор по закупкам", "Секретарь", "Главный инженер", "Снабженец"};
  private static final Instant CONTACTED = Instant.parse("2026-10-01T09:00:00Z");

  private final int clients;
  private final int numbersPerClient;
  private final int people;

  /** @param people the owners have the identities 1 to {@code people} */
  public SyntheticBase(int clients, int numbersPerClient, int people) {
    this.clients = clients;
    this.numbersPerClient = numbersPerClient;
    this.people = people;
  }

  /** One million clients, three million numbers, two hundred people. */
  public static SyntheticBase large() {
    return new SyntheticBase(1_000_000, 3, 200);
  }

  public int clients() {
    return clients;
  }

  /** A directory with everything in it. */
  public Directory directory() {
    var directory = new Directory(clients, clients * numbersPerClient);
    var batch = new ArrayList<ClientPicture>();
    for (int n = 1; n <= clients; n++) {
      batch.add(picture(n));
      if (batch.size() == 1000 || n == clients) {
        directory.putAll(batch);
        batch.clear();
      }
    }
    directory.filled();
    return directory;
  }

  public PhoneNumber number(int client, int which) {
    return PhoneNumber.of("+7" + (9_000_000_000L + (long) client * numbersPerClient + which));
  }

  /** The number that client {@code n} and the one before it share, when {@code n} is a multiple of a thousand. */
  public PhoneNumber switchboard(int client) {
    return PhoneNumber.of("+7" + (4_950_000_000L + client));
  }

  public ClientPicture picture(int n) {
    var client = new ClientEntry(
        new ClientId(n), KINDS[n % KINDS.length] + " «" + WORDS[n % WORDS.length] + " " + n + "»",
        Optional.of(Category.values()[n % 8]), n % 8 == 7, false, Optional.of(CHANNELS[n % CHANNELS.length]),
        Optional.of(REGIONS[n % REGIONS.length]), Optional.of("Холодный звонок"),
        n % 5 == 0 ? Optional.empty() : Optional.of(new PersonId(n % people + 1)),
        Optional.empty(), Optional.empty(), n % 5 == 0
            ? Optional.of(new LastScout(new PersonId(n % people + 1), CONTACTED)) : Optional.empty());
    var contacts = List.of(contact(n, 0), contact(n, 1));
    var numbers = new ArrayList<NumberEntry>();
    for (int which = 0; which < numbersPerClient; which++) {
      Optional<ContactId> whose = which == 0 ? Optional.empty() : Optional.of(contacts.get(which % 2).id());
      boolean shared = which == 0 && (n % 1000 == 0 || n % 1000 == 999);
      PhoneNumber number = shared ? switchboard((n + 1) / 1000 * 1000) : number(n, which);
      numbers.add(new NumberEntry(number, whose));
    }
    return new ClientPicture(client, contacts, numbers);
  }

  private static ContactEntry contact(int n, int which) {
    int pick = n + which;
    return new ContactEntry(new ContactId(2L * n + which), NAMES[pick % NAMES.length] + " " + n,
        Optional.of(POSITIONS[pick % POSITIONS.length]), Optional.of(DecisionRole.values()[pick % 4]));
  }
}
