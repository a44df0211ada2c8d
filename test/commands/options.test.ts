import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/commands/command.ts";
import { siteAddress, sourceFolder, textOption } from "../../src/commands/site-options.ts";

describe("siteAddress", () => {
  it.each([
    [{}, { baseUrl: undefined, pathPrefix: "/" }],
    [{ "base-url": "https://example.org" }, { baseUrl: "https://example.org", pathPrefix: "/" }],
    [{ "base-url": "https://example.org/" }, { baseUrl: "https://example.org", pathPrefix: "/" }],
    [{ "path-prefix": "/p/" }, { baseUrl: undefined, pathPrefix: "/p/" }],
    [{ "path-prefix": "p" }, { baseUrl: undefined, pathPrefix: "/p/" }],
    [{ "path-prefix": "/a/b" }, { baseUrl: undefined, pathPrefix: "/a/b/" }],
    [
      { "base-url": "https://example.org/atlas" },
      { baseUrl: "https://example.org", pathPrefix: "/atlas/" },
    ],
    [
      { "base-url": "http://localhost:8080/p/", "path-prefix": "/p/" },
      { baseUrl: "http://localhost:8080", pathPrefix: "/p/" },
    ],
  ])("understands %o", (values, address) => {
    expect(siteAddress(values)).toEqual(address);
  });

  it.each([
    [{ "base-url": "example.org" }, /absolute address/],
    [{ "base-url": "ftp://example.org" }, /absolute address/],
    [{ "base-url": "https://example.org/?a=1" }, /no user, query or fragment/],
    [{ "base-url": "https://u:p@example.org" }, /no user, query or fragment/],
    [{ "base-url": "https://example.org/a/", "path-prefix": "/b/" }, /give the folder once/],
    [{ "base-url": "" }, /needs a value/],
    [{ "path-prefix": "/../x/" }, /must be a path/],
    [{ "path-prefix": '/"x"/' }, /must be a path/],
    [{ "path-prefix": "https://example.org/" }, /must be a path/],
  ])("refuses %o", (values, message) => {
    expect(() => siteAddress(values)).toThrow(message);
    expect(() => siteAddress(values)).toThrow(UsageError);
  });
});

describe("sourceFolder", () => {
  it("refuses a folder that is not there, and a file", () => {
    expect(() => sourceFolder({ data: "no/such/folder" }, "data")).toThrow(/there is no folder/);
    expect(() => sourceFolder({ data: import.meta.filename }, "data")).toThrow(UsageError);
  });

  it("answers the program's own where the option is not given", () => {
    expect(sourceFolder({}, "content")).toMatch(/[\\/]content$/);
  });
});

describe("textOption", () => {
  it("has no text where the option is a switch or absent", () => {
    expect([textOption({ json: true }, "json"), textOption({}, "data")]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
