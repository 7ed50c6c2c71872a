package io.scoutline.clients.imports;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.Clients;
import io.scoutline.kernel.Ids;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.database.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Loading clients from files, put together. */
public final class Imports implements AutoCloseable {

  /** A file of 200,000 rows is about a quarter of it. */
  public static final long SIZE_LIMIT = 128L << 20;

  /** In bytes: of the longest file and its report. */
  private static final long ROOM = 2 * SIZE_LIMIT;

  private final ImportJobs jobs;
  private final ImportRoutes routes;

  /**
   * @param region whose national numbers are understood
   * @param folder where files stay while they are read
   */
  public Imports(
      Database database, AuditLog audit, Clients clients, Supplier<PeopleDirectory> people, String region, Path folder,
      Ids ids, InstantSource clock) {
    this(database, audit, clients, people, region, folder, ids, clock, SIZE_LIMIT, ROOM);
  }

  Imports(
      Database database, AuditLog audit, Clients clients, Supplier<PeopleDirectory> people, String region, Path folder,
      Ids ids, InstantSource clock, long sizeLimit, long room) {
    var files = new ImportFolder(folder, room);
    jobs = new ImportJobs(new Importer(database, audit, people, region, clock), clients::catchUp, files);
    routes = new ImportRoutes(jobs, files, database, audit, people, ids, sizeLimit);
  }

  public void register(Api api) {
    routes.register(api);
  }

  @Override
  public void close() {
    jobs.close();
  }
}
