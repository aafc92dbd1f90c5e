import { describe, expect, it } from "vitest";
import { readLines } from "../../src/admin/lines";

describe("lines of people", () => {
  it("hold a person and, behind the first comma, a reason with commas of its own", () => {
    expect(readLines("ada@example.org, for tea, and cake\n@bob\n\n7").rows).toEqual([
      { person: "ada@example.org", reason: "for tea, and cake" },
      { person: "@bob" },
      { person: 7 },
    ]);
  });

  it("are told by number when they name nobody", () => {
    expect(readLines("ada\nnobody at all, x\n").wrong).toEqual([{ line: 2, text: "nobody at all, x" }]);
  });
});

describe("a CSV file", () => {
  it("has its columns by their headings, in any order", () => {
    const { rows } = readLines('\uFEFFname,reason,person\r\nAda,"for ""tea"", and cake",ada@example.org\r\n');
    expect(rows).toEqual([{ person: "ada@example.org", reason: 'for "tea", and cake' }]);
  });

  it("takes only the column of reasons for the reason", () => {
    expect(readLines("person,reason,team\nada,for tea,engine").rows).toEqual([
      { person: "ada", reason: "for tea" },
    ]);
  });

  it("may be parted by semicolons, as some spreadsheets write it, and break lines in quotes", () => {
    expect(readLines('person;reason\nada;"for\ntea"\nbob;x').rows).toEqual([
      { person: "ada", reason: "for\ntea" },
      { person: "bob", reason: "x" },
    ]);
  });

  it("keeps what an unfinished quote began, to be told of", () => {
    expect(readLines('person,reason\n"ada').rows).toEqual([{ person: "ada" }]);
  });
});
