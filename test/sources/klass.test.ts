import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Problem } from "../../src/read/problem.ts";
import { createLog, type ProblemLog } from "../../src/read/problem-log.ts";
import { createWeb } from "../../src/sources/http-web.ts";
import { klass } from "../../src/sources/klass.ts";
import type { Delivery } from "../../src/sources/source.ts";
import { type MadeKlass, startKlass } from "./servers/klass-server.ts";
import type { LocalServer } from "./servers/local-server.ts";
import { failureOf } from "./servers/task.ts";

const MADE: MadeKlass = {
  codes: {
    "6": [
      ["C", "Industry", 1],
      ["26", "Made, electronics", 2],
      ["10", 'Made "food"', 2],
    ],
  },
  changes: {
    "131": [
      ["0104", "Moss", "3002", "Moss", "2020-01-01"],
      ["1507", "Ålesund", "1508", "Ålesund", "2024-01-01"],
      ["1507", "Ålesund", "1580", "Haram", "2024-01-01"],
      [null, null, "9998", "Made anew", "2024-01-01"],
    ],
  },
  pairs: {
    "108 131": [
      ["31001", "Halden", "3101", "Halden"],
      ["31001", "Halden", "3124", "Aremark"],
      ["15003", "Ålesund", "1508", "Ålesund"],
    ],
    "131 999": [
      ["3101", "Halden", "1", "One"],
      ["3101", "Halden", "2", "Two"],
    ],
  },
};

let server: LocalServer;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "klyngeatlas-klass-"));
  await mkdir(join(folder, "codes"));
});

beforeEach(async () => {
  server = await startKlass(MADE);
  return () => server.close();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Done {
  readonly delivery: Delivery;
  readonly errors: readonly Problem[];
}

async function run(query: object, years: readonly number[] | undefined = [2026]): Promise<Done> {
  const logs: ProblemLog[] = [];
  const logFor = (file: string): ProblemLog => {
    const log = createLog(file);
    logs.push(log);
    return log;
  };
  const delivery = await klass.read({
    query: klass.schema.parse({ base: `${server.url}/api/klass/v1/`, ...query }),
    queryName: "queries/made.yaml",
    years,
    resolve: (name) => join(folder, name),
    log: logFor("queries/made.yaml"),
    logFor,
    web: createWeb({ sleep: async () => undefined, timeout: 2000 }),
    now: () => "2026-11-23T08:00:00Z",
    take: () => undefined,
    progress: () => undefined,
  });
  return { delivery, errors: logs.flatMap((log) => log.errors()) };
}

describe("a correspondence", () => {
  const query = { correspondence: { from: "131", to: "108" }, write: "codes/regions.csv" };

  it("is written as a code list, turned round where KLASS has the other direction alone", async () => {
    const { delivery, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(delivery.codeLists?.get("codes/regions.csv")).toBe(
      "code,code_name,region,name\n1508,Ålesund,15003,Ålesund\n3101,Halden,31001,Halden\n3124,Aremark,31001,Halden\n",
    );
    expect(server.requests.map(({ url }) => url.pathname)).toEqual([
      "/api/klass/v1/classifications/131/correspondsAt",
      "/api/klass/v1/classifications/108/correspondsAt",
    ]);
  });

  it("is that of 1 January of the year, where the query has no date", async () => {
    await run(query);
    expect(server.requests[0]?.url.searchParams.get("date")).toBe("2026-01-01");
    expect(server.requests[0]?.headers.accept).toBe("application/json");
  });

  it("is recorded with address, hash and licence", async () => {
    const { delivery } = await run(query);
    expect(delivery.receipts).toHaveLength(1);
    expect(delivery.receipts[0]).toMatchObject({
      title: "Statistics Norway, KLASS, correspondence of 131 and 108",
      query: "queries/made.yaml",
      licence: { name: "CC-BY-4.0" },
    });
    expect(delivery.receipts[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("fails where KLASS has it in neither direction, in the words of KLASS", async () => {
    const failure = await failureOf(
      run({ correspondence: { from: "131", to: "7" }, write: "codes/regions.csv" }),
    );
    expect(failure.message).toContain("has no correspondence table");
  });

  it("reports a code that belongs to several", async () => {
    const { errors } = await run({
      correspondence: { from: "131", to: "999" },
      write: "codes/regions.csv",
    });
    expect(errors).toMatchObject([{ rule: "klass-correspondence", value: "3101" }]);
  });

  it("needs a date or one year", async () => {
    const failure = await failureOf(run(query, [2025, 2026]));
    expect(failure.remedy).toContain("years");
  });
});

describe("codes", () => {
  const query = {
    codes: { classification: "6", level: 2, date: "2026-01-01" },
    join: "codes/groups.csv",
    write: "codes/sectors.csv",
  };

  it("are joined with further columns of a file", async () => {
    await writeFile(
      join(folder, "codes/groups.csv"),
      "code,group\n10,manufacturing\n26,manufacturing\n",
    );
    const { delivery, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(delivery.codeLists?.get("codes/sectors.csv")).toBe(
      'code,name,group\n10,"Made ""food""",manufacturing\n26,"Made, electronics",manufacturing\n',
    );
  });

  it("that the file lacks are named", async () => {
    await writeFile(join(folder, "codes/groups.csv"), "code,group\n10,manufacturing\n");
    const { errors } = await run(query);
    expect(errors).toMatchObject([{ file: "codes/groups.csv", rule: "klass-join", value: "26" }]);
  });

  it("need the file that is to be joined", async () => {
    const failure = await failureOf(run({ ...query, join: "codes/nowhere.csv" }));
    expect(failure.from).toBe("codes/nowhere.csv");
    expect(failure.message).toContain("ENOENT");
  });
});

describe("changes", () => {
  const changes = { classification: "131", from: "2020-01-02", to: "2024-01-02" };

  it("are rows in the codes themselves, up to the last day, which is not included", async () => {
    const { delivery } = await run({ changes });
    expect(delivery.crosswalk).toEqual([
      { kind: "region", from: "1507", to: "1508", since: 2024, note: "Ålesund → Ålesund" },
      { kind: "region", from: "1507", to: "1580", since: 2024, note: "Ålesund → Haram" },
    ]);
  });

  it("have a prefix where the codes are ids with one", async () => {
    const { delivery } = await run({ changes, prefix: "no-" });
    expect(delivery.crosswalk.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "no-1507 no-1508",
      "no-1507 no-1580",
    ]);
  });

  it("go up to 1 January of the year, where the query names no last day", async () => {
    await run({ changes: { classification: "131", from: "2020-01-02" } });
    expect(server.requests[0]?.url.searchParams.get("to")).toBe("2026-01-02");
  });

  it("are rows in regions, where the lists before and after are given", async () => {
    await writeFile(
      join(folder, "codes/before.csv"),
      "kommunenr;ba_nr;ba_navn\n1507;7;Ålesund\n3002;8;Moss\n9999;0;Unknown\n",
    );
    await writeFile(
      join(folder, "codes/after.csv"),
      "kommunenr,ba_nr,ba_navn\n1508,7,Ålesund\n1580,9,Haram\n3002,8,Moss\n",
    );
    const columns = { code: ["kommunenr", "code"], id: "ba_nr", name: "ba_navn", prefix: "ba-" };
    const { delivery, errors } = await run({
      changes,
      before: { file: "codes/before.csv", ...columns },
      after: { file: "codes/after.csv", ...columns },
    });
    expect(errors).toEqual([]);
    expect(delivery.crosswalk).toEqual([
      {
        kind: "region",
        from: "ba-7",
        to: "ba-9",
        since: 2024,
        note: "Ålesund → Haram: Ålesund → Haram",
      },
    ]);
  });

  it("name codes that the later list does not account for, and columns that a list lacks", async () => {
    await writeFile(
      join(folder, "codes/before.csv"),
      "code,region,name\n1507,7,Ålesund\n0301,1,Oslo\n",
    );
    await writeFile(
      join(folder, "codes/after.csv"),
      "code,region,name\n1508,7,Ålesund\n1580,7,Haram\n",
    );
    const lists = { before: { file: "codes/before.csv" }, after: { file: "codes/after.csv" } };
    const { errors } = await run({ changes, ...lists });
    expect(errors).toMatchObject([{ file: "codes/before.csv", rule: "klass-lost", value: "0301" }]);
    const other = await run({
      changes,
      ...lists,
      after: { file: "codes/after.csv", id: ["ba_nr", "bareg"] },
    });
    expect(other.errors[0]).toMatchObject({
      file: "codes/after.csv",
      rule: "code-list-column",
      message: "The code list has no column ba_nr or bareg.",
    });
  });

  it("need lists of both sides, or of none", async () => {
    const failure = await failureOf(run({ changes, before: { file: "codes/before.csv" } }));
    expect(failure.message).toContain("one side");
  });
});

describe("a list carried to later codes", () => {
  const query = {
    changes: { classification: "131", from: "2020-01-02", to: "2024-01-02" },
    carry: { file: "codes/old.csv", code: "kommunenr", id: "ba_nr", name: "ba_navn" },
    write: "codes/regions.csv",
  };

  beforeEach(async () => {
    await server.close();
    server = await startKlass({
      ...MADE,
      codes: {
        "131": [
          ["1508", "Ålesund", 1],
          ["1580", "Haram", 1],
          ["3002", "Moss", 1],
          ["9999", "Unknown", 1],
        ],
      },
    });
  });

  it("is written in the codes of the last day, with their names", async () => {
    await writeFile(
      join(folder, "codes/old.csv"),
      "kommunenr,ba_nr,ba_navn\n1507,7,Ålesund\n3002,8,Moss\n",
    );
    const { delivery, errors } = await run(query);
    expect(errors).toEqual([]);
    expect(delivery.codeLists?.get("codes/regions.csv")).toBe(
      "code,code_name,region,name\n1508,Ålesund,7,Ålesund\n1580,Haram,7,Ålesund\n3002,Moss,8,Moss\n",
    );
    expect(server.requests[1]?.url.searchParams.get("date")).toBe("2024-01-02");
  });

  it("names codes for which the list has no region", async () => {
    await writeFile(join(folder, "codes/old.csv"), "kommunenr,ba_nr,ba_navn\n3002,8,Moss\n");
    const { errors } = await run(query);
    expect(errors).toMatchObject([
      { file: "codes/old.csv", rule: "klass-open", value: "1508, 1580" },
    ]);
  });
});

describe("KLASS out of order", () => {
  const query = { correspondence: { from: "131", to: "108" }, write: "codes/regions.csv" };

  it("is asked again after 503", async () => {
    server.fail({ unavailable: 1 });
    expect((await run(query)).errors).toEqual([]);
  });

  it("is named with the title of its page", async () => {
    server.fail({ page: "Driftsmelding" });
    expect((await failureOf(run(query))).message).toContain("Driftsmelding");
  });

  it("is reported where its answer is of another form", async () => {
    await server.close();
    server = await startKlass({ ...MADE, pairs: { "131 108": [["1", "A", "2", null as never]] } });
    const failure = await failureOf(run(query));
    expect(failure.message).toContain("correspondenceItems.0.targetName");
  });
});

it("says of a mistaken query what is wrong with it, where it is", () => {
  const mistaken = { codes: { classification: 6, levl: 2 }, write: "codes/a.csv" };
  const issues = klass.schema.safeParse(mistaken).error?.issues;
  expect(issues?.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual([
    'codes.classification: a number in quotes, such as "131"',
    'codes: Unrecognized key: "levl"',
  ]);
});

it.each([
  { changes: { classification: 131, from: "2020-01-02", to: "2024-01-02" } },
  { correspondence: { from: "131", to: "108" }, write: "../regions.csv" },
  { codes: { classification: "6" } },
  { codes: { classification: "6" }, changes: {}, write: "codes/a.csv" },
])("refuses the query %j", (query) => {
  expect(klass.schema.safeParse(query).success).toBe(false);
});
