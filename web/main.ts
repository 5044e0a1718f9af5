import "./ahead.ts";
import { mount } from "svelte";
import App from "./App.svelte";
import "./theme/fonts.css";
import "./theme/base.css";
import { session } from "./api/session.svelte.ts";
import { applyTheme } from "./theme/theme.svelte.ts";

applyTheme();
void session.load();

const target = document.getElementById("app");
if (target) mount(App, { target });
