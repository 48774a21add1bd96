/** How pages for customers look: forms, and what they are told afterwards. */
export const formStyle = `
:host, :root {
  --text: #1d2433; --dim: #556070; --line: #c3c9d4; --paper: #ffffff; --field: #ffffff; --accent: #1d4fd7; --on-accent: #ffffff; --bad: #b3261e;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :host, :root { --text: #e8ebf1; --dim: #a8b1c0; --line: #4a5364; --paper: #171b23; --field: #1f2530; --accent: #8fb0ff; --on-accent: #10131a; --bad: #ff9a92; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); }
.page { max-width: 40rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; color: var(--text); background: var(--paper);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: 0 0 .75rem; }
.intro { white-space: pre-line; }
.help, .dim, .language { color: var(--dim); font-size: .875rem; }
.language { text-align: right; margin: 0; }
a { color: var(--accent); }
.question, fieldset { margin: 0 0 1.25rem; }
fieldset { border: 0; padding: 0; min-width: 0; }
legend, .question > label { display: block; padding: 0; margin-bottom: .25rem; font-weight: 600; }
.required { color: var(--dim); font-weight: 400; font-size: .8125rem; margin-left: .25rem; }
input, textarea, select { font: inherit; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: 6px; }
input:not([type=radio]):not([type=checkbox]), textarea, select { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; }
input[type=radio], input[type=checkbox] { width: 1.25rem; height: 1.25rem; flex: none; margin: .15rem 0 0; accent-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
.option { display: flex; gap: .6rem; align-items: flex-start; padding: .35rem 0; }
.scale .options { display: flex; flex-wrap: wrap; gap: .25rem .75rem; }
.scale .option { flex-direction: column; align-items: center; gap: .15rem; min-width: 1.75rem; }
.consents { border-top: 1px solid var(--line); padding-top: 1rem; }
.trap { position: absolute; left: -10000px; height: 1px; overflow: hidden; }
.problem { color: var(--bad); font-weight: 600; }
[aria-invalid=true] { border-color: var(--bad); }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.5rem; border: 0; border-radius: 6px; background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.plain { background: transparent; color: var(--accent); border: 1px solid var(--line); }
button:disabled { opacity: .6; cursor: progress; }
dl { margin: 0 0 1rem; }
dt { color: var(--dim); font-size: .875rem; }
dd + dt { margin-top: .5rem; }
form + form { margin-top: 1.25rem; }
dd { margin: 0; }
.lines { list-style: none; padding: 0; margin: 0; }
.lines > li { border-top: 1px solid var(--line); padding: .75rem 0; }
[hidden] { display: none !important; }
@media print { button, .language { display: none; } }
`;
