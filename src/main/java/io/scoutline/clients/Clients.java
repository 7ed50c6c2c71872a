package io.scoutline.clients;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.directory.Directory;
import io.scoutline.clients.directory.DirectoryFeed;
import io.scoutline.clients.directory.DirectoryListener;
import io.scoutline.clients.numbers.BlockedNumberRoutes;
import io.scoutline.clients.numbers.BlockedNumbers;
import io.scoutline.clients.numbers.NumberPlaces;
import io.scoutline.clients.passport.ClientRoutes;
import io.scoutline.clients.passport.Passports;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The clients feature, put together: what the rest of the program may have of it. */
public final class Clients implements AutoCloseable {

  private final Directory directory = new Directory();
  private final DirectoryFeed feed;
  private final ClientSight sight;
  private final NumberPlaces places;
  private final Passports passports;
  private final BlockedNumbers blocked;
  private final ClientRoutes clientRoutes;
  private final BlockedNumberRoutes blockedRoutes;

  /**
   * @param people the newest people, asked each time
   * @param region ISO 3166 code of the country whose national number format is understood
   */
  public Clients(
      Database database, AuditLog audit, Supplier<PeopleDirectory> people, String region, InstantSource clock) {
    feed = new DirectoryFeed(database, directory, clock);
    sight = new ClientSight(people);
    places = new NumberPlaces(region);
    passports = new Passports(database, directory, feed, sight, audit, clock);
    blocked = new BlockedNumbers(database, feed, audit, clock);
    clientRoutes = new ClientRoutes(database, passports, sight, places, people, region);
    blockedRoutes = new BlockedNumberRoutes(blocked, places, people, region);
  }

  public Directory directory() {
    return directory;
  }

  public ClientSight sight() {
    return sight;
  }

  public Passports passports() {
    return passports;
  }

  public BlockedNumbers blocked() {
    return blocked;
  }

  public NumberPlaces places() {
    return places;
  }

  public void register(Api api) {
    clientRoutes.register(api);
    blockedRoutes.register(api);
  }

  /** Fills the directory and keeps it; returns at once. */
  public void start() {
    places.warm();
    feed.start();
  }

  /** Tells from now on what the directory takes up; at start. */
  public void tell(DirectoryListener listener) {
    feed.tell(listener);
  }

  /** Takes up everything that is committed by now, as after writing to the tables by other ways (demo, tests). */
  public void catchUp() {
    feed.catchUp();
  }

  @Override
  public void close() {
    feed.close();
  }
}
