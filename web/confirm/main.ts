// A page of its own, small enough for a cold phone on a slow network: no session, no screens.
// Built, it is one file: its script and its styles stand in the page.
import { mount } from "svelte";
import type { Sent } from "../api/post-json.ts";
import "../theme/base.css";
import { applyTheme } from "../theme/theme.svelte.ts";
import Confirm from "./Confirm.svelte";
import { openLink } from "./confirm.ts";
import Stop from "./Stop.svelte";

declare global {
  interface Window {
    /** What the page has asked by itself before this script was there. */
    askedAhead?: Promise<Sent>;
  }
}

applyTheme();

// Behind the #, so that no server, log or preview has seen it.
const token = window.location.hash.slice(1);
const target = document.getElementById("app");
if (target && token.startsWith("stop.")) mount(Stop, { target, props: { token } });
else if (target)
  mount(Confirm, { target, props: { token, opening: openLink(token, window.askedAhead) } });

// A second link that is opened in the same tab is another page.
window.addEventListener("hashchange", () => window.location.reload());
