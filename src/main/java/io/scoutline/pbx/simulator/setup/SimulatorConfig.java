package io.scoutline.pbx.simulator.setup;

import io.scoutline.pbx.simulator.scenario.Behaviour;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The settings of a simulated PBX. Begin with {@link #builder()} and change what differs.
 *
 * @param amiPort port on 127.0.0.1, 0 for a free one
 * @param accounts who may log in over AMI
 * @param agi where the routing server's FastAGI listens; without it every call goes to the queue
 * @param agiLimit how long, in real time, the dialplan waits for its answer
 * @param phones the phones, by extension
 * @param trunk name of the trunk's endpoint
 * @param shownNumber the number shown to those we call, empty to show the phone's own
 * @param outside what a number outside does when it is called and no scenario says otherwise
 * @param queue name of the queue
 * @param queueMembers extensions of its members
 * @param ringTime how long a phone rings when the routing server does not say
 * @param queueTime how long a caller waits in the queue
 * @param recording where recordings are written; empty for none
 * @param records the file in which the PBX writes its calls down by itself (CEL); empty for none
 * @param timeScale how many times as fast as the real time the simulated one runs
 * @param seed of all randomness
 * @param clock gives the time at which the simulated time begins
 * @param systemName as in {@code asterisk.conf}, usually empty
 * @param version of Asterisk that is told to clients
 * @param amiQueueBytes what may wait unread on one connection before it is cut
 */
public record SimulatorConfig(int amiPort, List<Account> accounts, Optional<InetSocketAddress> agi,
    Duration agiLimit, Map<String, Phone> phones, String trunk, String shownNumber,
    Function<String, Behaviour> outside, String queue, List<String> queueMembers,
    Duration ringTime, Duration queueTime, Optional<Folders> recording, Optional<Path> records, double timeScale,
    long seed, InstantSource clock, String systemName, String version, int amiQueueBytes) {

  /**
   * An AMI account.
   *
   * @param eventFilters names of events, or lines {@code eventfilter(…) = …} as in {@code manager.conf}
   */
  public record Account(String name, String secret, Set<EventClass> read, Set<EventClass> write,
      List<String> eventFilters) {
    /** An account whose rights are written as in {@code manager.conf}: {@code call,agent,reporting}. */
    public static Account of(String name, String secret, String read, String write, List<String> eventFilters) {
      return new Account(name, secret, EventClass.parse(read), EventClass.parse(write), eventFilters);
    }
  }

  /**
   * A phone.
   *
   * @param name what it shows as its own name to the other side
   * @param devices how many devices are registered for the extension; all of them ring
   * @param behaviour what the first device does when a scenario does not say; further devices just ring
   */
  public record Phone(String extension, String name, int devices, Behaviour behaviour) {}

  /** Where recordings are written, and where the finished ones are moved; on one file system. */
  public record Folders(Path spool, Path done) {}

  /** The account {@code scoutline} with the rights and event filters of {@code config/asterisk}. */
  public static Account installedAccount(String secret) {
    return InstalledAccount.read(secret);
  }

  /** Accounts {@code scoutline} and {@code scoutline-originate} with that name as password, no phones. */
  public static Builder builder() {
    return new Builder();
  }

  /** Gathers settings; begins with those of {@link SimulatorConfig#builder}. Not thread-safe. */
  public static final class Builder {
    private int amiPort;
    private List<Account> accounts = List.of(
        installedAccount("scoutline"),
        Account.of("scoutline-originate", "scoutline-originate", "", "originate", List.of()));
    private Optional<InetSocketAddress> agi = Optional.empty();
    private Duration agiLimit = Duration.ofMillis(700);
    private final Map<String, Phone> phones = new LinkedHashMap<>();
    private String trunk = "trunk";
    private String shownNumber = "";
    private Function<String, Behaviour> outside = _ -> Behaviour.answersAfter(Duration.ofSeconds(5));
    private String queue = "scoutline";
    private List<String> queueMembers = List.of();
    private Duration ringTime = Duration.ofSeconds(20);
    private Duration queueTime = Duration.ofSeconds(60);
    private Optional<Folders> recording = Optional.empty();
    private Optional<Path> records = Optional.empty();
    private double timeScale = 1;
    private long seed = 1;
    private InstantSource clock = InstantSource.system();
    private String systemName = "";
    private String version = "22.10.1";
    private int amiQueueBytes = 4 << 20;

    private Builder() {}

    public Builder amiPort(int port) {
      amiPort = port;
      return this;
    }

    public Builder accounts(Account... these) {
      accounts = List.of(these);
      return this;
    }

    /** Where the routing server's FastAGI listens. */
    public Builder agi(InetSocketAddress address) {
      agi = Optional.of(address);
      return this;
    }

    public Builder agiLimit(Duration real) {
      agiLimit = real;
      return this;
    }

    /** Phones with one device each that follow this behaviour unless a scenario says otherwise. */
    public Builder phones(Collection<String> extensions, Behaviour behaviour) {
      extensions.forEach(extension -> phone(new Phone(extension, "Phone " + extension, 1, behaviour)));
      return this;
    }

    public Builder phone(Phone phone) {
      phones.put(phone.extension(), phone);
      return this;
    }

    public Builder trunk(String endpoint) {
      trunk = endpoint;
      return this;
    }

    public Builder shownNumber(String number) {
      shownNumber = number;
      return this;
    }

    /** What numbers outside do when they are called; the function is given the number. */
    public Builder outside(Function<String, Behaviour> behaviour) {
      outside = behaviour;
      return this;
    }

    public Builder queue(String name, List<String> members) {
      queue = name;
      queueMembers = List.copyOf(members);
      return this;
    }

    public Builder ringTime(Duration simulated) {
      ringTime = simulated;
      return this;
    }

    public Builder queueTime(Duration simulated) {
      queueTime = simulated;
      return this;
    }

    public Builder record(Path spool, Path done) {
      recording = Optional.of(new Folders(spool, done));
      return this;
    }

    /** Where the PBX writes its calls down by itself, as {@code cel_custom.scoutline.conf} has Asterisk do. */
    public Builder records(Path file) {
      records = Optional.of(file);
      return this;
    }

    public Builder timeScale(double factor) {
      timeScale = factor;
      return this;
    }

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    public Builder systemName(String name) {
      systemName = name;
      return this;
    }

    public Builder version(String asterisk) {
      version = asterisk;
      return this;
    }

    public Builder amiQueueBytes(int bytes) {
      amiQueueBytes = bytes;
      return this;
    }

    public SimulatorConfig build() {
      return new SimulatorConfig(amiPort, accounts, agi, agiLimit, Map.copyOf(phones), trunk, shownNumber, outside,
          queue, queueMembers, ringTime, queueTime, recording, records, timeScale, seed, clock, systemName, version,
          amiQueueBytes);
    }
  }
}
