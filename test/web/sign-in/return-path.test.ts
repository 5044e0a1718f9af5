import { describe, expect, test } from "vitest";
import { returnPath, signInPath } from "../../../web/sign-in/return-path.ts";

const origin = "https://beds.example.org";
const back = (fragment: string) => returnPath(fragment, origin);
const from = (path: string, search = "", fragment = "") => ({ path, search, fragment });
const there = (place: ReturnType<typeof from>) => back(signInPath(place).split("#")[1] ?? "");

describe("the way back from sign-in", () => {
  test("leads to the screen one came from, with its filters and its need", () => {
    expect(there(from("/directory", "?q=casa&kind=legal"))).toBe("/directory?q=casa&kind=legal");
    expect(there(from("/", "", "age=15&gender=girl"))).toBe("/#age=15&gender=girl");
  });

  test("keeps everything behind the #, where no server sees it", () => {
    const path = signInPath(from("/", "", "age=15&from=zip:94607"));
    expect(path.startsWith("/sign-in#")).toBe(true);
    expect(path.slice("/sign-in#".length)).not.toContain("#");
  });

  test("leads nowhere from the start, from sign-in itself and from nothing", () => {
    expect(signInPath(from("/"))).toBe("/sign-in");
    expect(signInPath(from("/sign-in", "", "x"))).toBe("/sign-in");
    expect(back("")).toBeUndefined();
    expect(back("/sign-in")).toBeUndefined();
  });

  test.each([
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/%09/elsewhere.example",
    "https://elsewhere.example/",
    "javascript:alert(1)",
    "%2F%2Felsewhere.example",
    "%E0%A4%A",
    "age=15",
  ])("never leads to another site: %s", (fragment) => {
    const path = back(fragment);
    if (path !== undefined) expect(new URL(path, origin).origin).toBe(origin);
    expect(path ?? "").not.toContain("//");
  });
});
