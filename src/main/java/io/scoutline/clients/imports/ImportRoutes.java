package io.scoutline.clients.imports;

import io.scoutline.audit.AuditLog;
import io.scoutline.clients.imports.ImportJobs.Job;
import io.scoutline.clients.imports.ImportJobs.State;
import io.scoutline.clients.imports.base.Outcome;
import io.scoutline.clients.imports.file.ImportField;
import io.scoutline.clients.imports.file.Remark;
import io.scoutline.clients.search.Text;
import io.scoutline.kernel.Actor;
import io.scoutline.kernel.ClientId;
import io.scoutline.kernel.Ids;
import io.scoutline.kernel.PersonId;
import io.scoutline.kernel.Role;
import io.scoutline.people.PeopleDirectory;
import io.scoutline.platform.api.Access;
import io.scoutline.platform.api.Api;
import io.scoutline.platform.api.Reply;
import io.scoutline.platform.api.Request;
import io.scoutline.platform.database.Database;
import io.scoutline.platform.wire.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Loading files of clients (P8.4), for admins, heads and researchers. */
final class ImportRoutes {

  record ColumnView(String header, Optional<ImportField> field) {}

  record RemarkView(Remark.Code code, Optional<ImportField> field, String value) {}

  record RowView(
      int line, Outcome.Kind outcome, Optional<ClientId> clientId, List<RemarkView> remarks, List<String> cells) {}

  record ResultView(
      Optional<Long> importId, String charset, String separator, List<ColumnView> columns, List<List<String>> sample,
      Optional<String> missing, Totals totals, List<RowView> rows) {}

  record FailureView(String code, String detail, Optional<Integer> line) {}

  record JobView(
      UUID id, String state, boolean stopping, boolean dry, String fileName, int rowsDone,
      Optional<ResultView> result, Optional<FailureView> failure) {}

  record Named(long id, String name) {}

  /** A load that is not over. @param mayStop whether the asker may end it */
  record RunningView(UUID job, int rowsDone, boolean mayStop) {}

  record LoadedView(
      long id, String fileName, Named by, Instant at, Totals totals, boolean complete, int doneThrough,
      Optional<RunningView> running) {}

  record LoadedList(List<LoadedView> items) {}

  private static final Map<String, Charset> CHARSETS = Map.of(
      "utf-8", StandardCharsets.UTF_8, "windows-1251", Charset.forName("windows-1251"),
      "utf-16le", StandardCharsets.UTF_16LE, "utf-16be", StandardCharsets.UTF_16BE);
  private static final Map<String, Character> SEPARATORS = Map.of("semicolon", ';', "comma", ',', "tab", '\t');
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int LISTED = 100;
  private static final int PAGE = 5_000;

  private final ImportStore store = new ImportStore();
  private final ImportJobs jobs;
  private final ImportFolder folder;
  private final Database database;
  private final AuditLog audit;
  private final Supplier<PeopleDirectory> people;
  private final Ids ids;
  private final long sizeLimit;

  /** @param sizeLimit of a file, in bytes */
  ImportRoutes(
      ImportJobs jobs, ImportFolder folder, Database database, AuditLog audit, Supplier<PeopleDirectory> people,
      Ids ids, long sizeLimit) {
    this.jobs = jobs;
    this.folder = folder;
    this.database = database;
    this.audit = audit;
    this.people = people;
    this.ids = ids;
    this.sizeLimit = sizeLimit;
  }

  void register(Api api) {
    Access loading = Access.roles(Role.ADMIN, Role.HEAD, Role.RESEARCHER);
    api.operation("checkImport", loading, request -> load(request, true))
        .operation("runImport", loading, request -> load(request, false))
        .operation("getImportJob", loading, request -> Reply.ok(view(job(request))))
        .operation("stopImport", loading, this::stop)
        .operation("getImportJobReport", loading, this::jobReport)
        .operation("listImports", loading, this::list)
        .operation("getImportReport", loading, this::report);
  }

  /** Answers with the result when the file is short, with the job to ask for otherwise. */
  private Reply load(Request request, boolean dry) throws InterruptedException {
    Optional<List<Optional<ImportField>>> fields = request.queryText("columns").map(this::fields);
    UUID id = ids.next();
    Path file = folder.place(id.toString());
    var order = new ImportOrder(request.actor(), file, fileName(request),
        request.queryText("charset").map(CHARSETS::get), request.queryText("separator").map(SEPARATORS::get),
        fields, request.queryFlag("leaveOut").orElse(false), dry, language(request.actor()));
    requireRight(order);
    Job job = arrived(request, id, order);
    job.await(ANSWER_WITHIN);
    return Reply.ok(view(job));
  }

  /** What would not be taken is refused before it is sent. */
  private Job arrived(Request request, UUID id, ImportOrder order) {
    jobs.expect(id, order.actor().person());
    try {
      request.saveBody(order.file(), sizeLimit);
      return jobs.begin(id, order);
    } finally {
      jobs.arrivedNot(id, order.file());
    }
  }

  /** Comma-separated fields in the order of the columns, nothing for a column that is left out. */
  private List<Optional<ImportField>> fields(String columns) {
    var fields = new ArrayList<Optional<ImportField>>();
    for (String code : columns.split(",", -1)) {
      Optional<ImportField> field = ImportField.ofCode(code.strip());
      if (field.isEmpty() && !code.isBlank()) {
        throw Problem.invalid("columns", "unknown", "There is no field " + code.strip() + ".");
      }
      fields.add(field);
    }
    return fields;
  }

  private static String fileName(Request request) {
    return request.queryText("fileName").map(given -> given.replaceAll("[/\\\\]", " ")).flatMap(Text::line)
        .orElse("clients.csv");
  }

  /** Whose a client is, a researcher does not say (P8.9); a proposed column that would say it is told by the check. */
  private static void requireRight(ImportOrder order) {
    boolean assigns = order.fields().stream().flatMap(List::stream).flatMap(Optional::stream)
        .anyMatch(ImportField::assigns);
    if (assigns && !order.actor().seesWholeCompany()) {
      throw Problem.forbidden("assignment", "Owner, category and key clients are loaded by a head or an administrator."
          + " Leave these columns out.");
    }
  }

  /** Of a part under way the end is awaited; what was loaded stays, and the answer tells it. */
  private Reply stop(Request request) throws InterruptedException {
    Job job = job(request);
    if (!mayStop(request.actor(), job)) {
      throw Problem.forbidden("not_your_import", "Whoever began this load can stop it, and so can an administrator.");
    }
    job.stop(request.actor());
    job.await(ANSWER_WITHIN);
    return Reply.ok(view(job));
  }

  private static boolean mayStop(Actor actor, Job job) {
    return job.by().equals(actor.person()) || actor.roles().contains(Role.ADMIN);
  }

  private Reply jobReport(Request request) {
    Job job = job(request);
    ImportResult result = job.state().loaded().filter(found -> found.missing().isEmpty())
        .orElseThrow(() -> Problem.conflict("not_finished", "There is no report of this file yet."));
    downloaded(request, result.importId().isPresent() ? Long.toString(result.importId().getAsLong())
        : job.id().toString(), job.order().fileName(), result.totals());
    return attachment(job.report(), job.id().toString());
  }

  private Reply list(Request request) {
    PeopleDirectory now = people.get();
    Map<Long, Job> underWay = jobs.underWay();
    return Reply.ok(new LoadedList(store.all(database, whose(request.actor()), LISTED).stream()
        .map(file -> new LoadedView(file.id(), file.fileName(),
            new Named(file.by().value(), now.person(file.by()).map(person -> person.name()).orElse("?")), file.at(),
            file.totals(), file.complete(), file.doneThrough(),
            Optional.ofNullable(underWay.get(file.id())).filter(_ -> !file.complete())
                .map(job -> new RunningView(job.id(), job.rowsDone(), mayStop(request.actor(), job)))))
        .toList()));
  }

  /** Written once for each stand of the import: its rows are added to while it is loaded, and never change. */
  private Reply report(Request request) throws IOException {
    LoadedFile file = store.find(database, whose(request.actor()), request.pathNumber("id"))
        .orElseThrow(() -> Problem.notFound("import"));
    Locale language = language(request.actor());
    Path written = folder.place("import-" + file.id() + "-" + file.totals().rows() + "-" + language.getLanguage());
    if (!Files.exists(written)) {
      folder.requireRoom(1);
      Path writing = folder.place(ids.next().toString());
      write(file, language, writing);
      Files.move(writing, written, StandardCopyOption.ATOMIC_MOVE);
      folder.keepFewReports();
    }
    downloaded(request, Long.toString(file.id()), file.fileName(), file.totals());
    return attachment(written, Long.toString(file.id()));
  }

  private void write(LoadedFile file, Locale language, Path writing) throws IOException {
    boolean whole = false;
    try {
      try (var report = new CsvReport(writing, file.headers(), language)) {
        int line = 0;
        List<Outcome> page;
        do {
          page = store.rows(database, file.id(), line, PAGE);
          page.forEach(report::add);
          line = page.isEmpty() ? line : page.getLast().line();
        } while (page.size() == PAGE);
      }
      whole = true;
    } finally {
      if (!whole) {
        ImportFolder.remove(writing);
      }
    }
  }

  /** A report holds rows of the base: whoever takes one away is on the audit before it is sent (P8.8, P16.4). */
  private void downloaded(Request request, String of, String fileName, Totals totals) {
    audit.record(database, request.actor(), "import.report_downloaded", "import:" + of,
        Map.of("file", fileName, "rows", totals.rows(), "refused", totals.refused()));
  }

  private static Reply attachment(Path report, String name) {
    return Reply.file("text/csv; charset=utf-8", report)
        .withHeader("Content-Disposition", "attachment; filename=\"import-" + name + ".csv\"");
  }

  /** One's own; heads and admins see everybody's (P1, P16.1): a report holds rows of whatever file it was. */
  private static Optional<PersonId> whose(Actor actor) {
    return actor.seesWholeCompany() ? Optional.empty() : Optional.of(actor.person());
  }

  private Job job(Request request) {
    Optional<PersonId> whose = whose(request.actor());
    return jobs.find(request.pathUuid("job")).filter(job -> whose.isEmpty() || whose.get().equals(job.by()))
        .orElseThrow(() -> Problem.notFound("import"));
  }

  private Locale language(Actor actor) {
    return people.get().person(actor.person())
        .map(person -> Locale.of(person.language().name().toLowerCase(Locale.ROOT))).orElse(Locale.of("ru"));
  }

  private static JobView view(Job job) {
    return switch (job.state()) {
      case State.Running() -> view(job, "running", Optional.empty());
      case State.Done _ -> view(job, "done", Optional.empty());
      case State.Failed failed ->
          view(job, "failed", Optional.of(new FailureView(failed.code(), failed.detail(), failed.line())));
    };
  }

  private static JobView view(Job job, String state, Optional<FailureView> failure) {
    boolean stopping = state.equals("running") && job.stopAskedBy().isPresent();
    return new JobView(job.id(), state, stopping, job.order().dry(), job.order().fileName(), job.rowsDone(),
        job.state().loaded().map(ImportRoutes::view), failure);
  }

  private static ResultView view(ImportResult result) {
    return new ResultView(
        result.importId().isPresent() ? Optional.of(result.importId().getAsLong()) : Optional.empty(),
        result.format().charset().name().toLowerCase(Locale.ROOT), separatorName(result.format().separator()),
        result.columns().columns().stream().map(column -> new ColumnView(column.header(), column.field())).toList(),
        result.sample(), Optional.of(result.missing()).filter(missing -> !missing.isEmpty()), result.totals(),
        result.shown().stream().map(ImportRoutes::view).toList());
  }

  private static RowView view(Outcome outcome) {
    return new RowView(outcome.line(), outcome.kind(), outcome.client(),
        outcome.remarks().stream()
            .map(remark -> new RemarkView(remark.code(), remark.field(), remark.value())).toList(),
        outcome.cells());
  }

  private static String separatorName(char separator) {
    return Stream.of("semicolon", "comma", "tab").filter(name -> SEPARATORS.get(name) == separator).findFirst()
        .orElseThrow();
  }
}
