// The published limits of Block Kit, checked on finished JSON. Shares nothing with the renderer; the
// numbers are read from the platform's documentation, counts are code points.
const length = (text) => [...String(text)].length;

const maxima = { message: 50, view: 100, rows: 100, cells: 20, elements: 25, contextElements: 10, fields: 10 };

/** Block types by surface. */
const surfaces = {
  message: ["actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "markdown"],
  view: ["actions", "context", "divider", "header", "image", "input", "rich_text", "section"],
};

const inActions = ["button", "checkboxes", "datepicker", "datetimepicker", "overflow", "radio_buttons", "timepicker", "rich_text_input",
  "static_select", "external_select", "users_select", "conversations_select", "channels_select",
  "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select"];
const inInput = ["checkboxes", "datepicker", "datetimepicker", "email_text_input", "file_input", "number_input", "plain_text_input", "radio_buttons",
  "rich_text_input", "timepicker", "url_text_input", "static_select", "external_select", "users_select", "conversations_select", "channels_select",
  "multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select"];

class Checker {
  constructor() {
    this.problems = [];
    this.actionIds = new Map();
  }

  say(at, what) {
    this.problems.push(`${at}: ${what}`);
  }

  within(at, value, least, most) {
    if (typeof value !== "string") return this.say(at, "not a text");
    const count = length(value);
    if (count < least || count > most) this.say(at, `${count} characters, allowed ${least} to ${most}`);
    if (!value.isWellFormed()) this.say(at, "a lone surrogate");
  }

  text(at, object, most, { plain = false, least = 1 } = {}) {
    if (!object || typeof object !== "object") return this.say(at, "no text object");
    if (!["plain_text", "mrkdwn"].includes(object.type) || (plain && object.type !== "plain_text")) this.say(at, `type ${object.type}`);
    if (object.type === "plain_text" && "verbatim" in object) this.say(at, "verbatim on plain_text");
    if (object.type === "mrkdwn" && "emoji" in object) this.say(at, "emoji on mrkdwn");
    this.within(`${at}/text`, object.text, least, most);
    if (object.type === "mrkdwn") this.mrkdwn(`${at}/text`, object.text);
  }

  /** A live mention or link may only be one that we make on purpose: dates and people. */
  mrkdwn(at, text) {
    for (const [token] of String(text).matchAll(/<[^>]*>/g)) {
      if (!/^<(!date\^|@[UW])/.test(token)) this.say(at, `live token ${token}`);
    }
  }

  option(at, option, { url = false } = {}) {
    this.text(`${at}/text`, option.text, 75);
    this.within(`${at}/value`, option.value, 1, 150);
    if (option.description) this.text(`${at}/description`, option.description, 75);
    if (option.url !== undefined && !url) this.say(at, "url outside overflow");
  }

  options(at, options, most) {
    if (!Array.isArray(options) || options.length < 1 || options.length > most) return this.say(at, `${options?.length} options, allowed 1 to ${most}`);
    options.forEach((one, i) => this.option(`${at}/${i}`, one));
  }

  confirm(at, confirm) {
    this.text(`${at}/title`, confirm.title, 100, { plain: true });
    this.text(`${at}/text`, confirm.text, 300);
    this.text(`${at}/confirm`, confirm.confirm, 30, { plain: true });
    this.text(`${at}/deny`, confirm.deny, 30, { plain: true });
  }

  select(at, element) {
    const multi = element.type.startsWith("multi_");
    if (element.options && element.option_groups) this.say(at, "options and option_groups");
    if (element.option_groups) {
      if (element.option_groups.length < 1 || element.option_groups.length > 100) this.say(at, `${element.option_groups.length} groups`);
      element.option_groups.forEach((group, i) => {
        this.text(`${at}/option_groups/${i}/label`, group.label, 75, { plain: true });
        this.options(`${at}/option_groups/${i}/options`, group.options, 100);
      });
    } else {
      this.options(`${at}/options`, element.options, 100);
    }
    const offered = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)].map((one) => JSON.stringify(one));
    const chosen = multi ? (element.initial_options ?? []) : [element.initial_option].filter(Boolean);
    for (const one of chosen) if (!offered.includes(JSON.stringify(one))) this.say(at, "an initial option that is not offered");
    if (element.initial_options && element.initial_options.length === 0) this.say(at, "empty initial_options");
  }

  element(at, element, allowed) {
    if (!allowed.includes(element.type)) return this.say(at, `element ${element.type} is not allowed here`);
    if (element.action_id !== undefined) this.within(`${at}/action_id`, element.action_id, 1, 255);
    if (element.placeholder) this.text(`${at}/placeholder`, element.placeholder, 150, { plain: true });
    if (element.confirm) this.confirm(`${at}/confirm`, element.confirm);
    switch (element.type) {
      case "button":
        this.text(`${at}/text`, element.text, 75, { plain: true });
        if (element.value !== undefined) this.within(`${at}/value`, element.value, 1, 2000);
        if (element.url !== undefined) this.within(`${at}/url`, element.url, 1, 3000);
        if (element.accessibility_label !== undefined) this.within(`${at}/accessibility_label`, element.accessibility_label, 1, 75);
        if (element.style !== undefined && !["primary", "danger"].includes(element.style)) this.say(at, `style ${element.style}`);
        break;
      case "plain_text_input":
        if (element.max_length !== undefined && !(element.max_length >= 1 && element.max_length <= 3000)) this.say(at, `max_length ${element.max_length}`);
        if (element.initial_value !== undefined) this.within(`${at}/initial_value`, element.initial_value, 1, element.max_length ?? 3000);
        break;
      case "number_input":
        if (typeof element.is_decimal_allowed !== "boolean") this.say(at, "is_decimal_allowed is required");
        if (element.initial_value !== undefined && !/^-?\d+(\.\d+)?$/.test(element.initial_value)) this.say(at, "initial_value is no number");
        break;
      case "datepicker":
        if (element.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(element.initial_date)) this.say(at, "initial_date");
        break;
      case "static_select":
      case "multi_static_select":
        this.select(at, element);
        break;
      case "overflow":
        if (element.options.length > 5) this.say(at, "more than 5 options");
        break;
      case "checkboxes":
      case "radio_buttons":
        this.options(`${at}/options`, element.options, 10);
        break;
      default:
        break;
    }
  }

  richText(at, block) {
    const kinds = ["rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"];
    const leaves = ["text", "link", "user", "usergroup", "channel", "emoji", "broadcast", "date", "color"];
    if (!Array.isArray(block.elements) || block.elements.length === 0) return this.say(at, "no elements");
    const walk = (place, part) => {
      if (part.type === "rich_text_list") {
        if (!["bullet", "ordered"].includes(part.style)) this.say(place, `style ${part.style}`);
        if (part.indent !== undefined && !(part.indent >= 0 && part.indent <= 8)) this.say(place, `indent ${part.indent}`);
      }
      part.elements.forEach((leaf, i) => {
        const here = `${place}/elements/${i}`;
        if (kinds.includes(leaf.type) && part.type === "rich_text_list") return walk(here, leaf);
        if (!leaves.includes(leaf.type)) return this.say(here, `leaf ${leaf.type}`);
        if (leaf.type === "broadcast") this.say(here, "a broadcast");
        if (leaf.type === "text") this.within(`${here}/text`, leaf.text, 1, 3000);
        if (leaf.type === "date" && !(Number.isInteger(leaf.timestamp) && leaf.format && leaf.fallback)) this.say(here, "a date without time, format or fallback");
        return undefined;
      });
    };
    block.elements.forEach((part, i) => {
      if (!kinds.includes(part.type)) this.say(`${at}/elements/${i}`, `part ${part.type}`);
      else walk(`${at}/elements/${i}`, part);
    });
    return undefined;
  }

  table(at, block) {
    if (!Array.isArray(block.rows) || block.rows.length < 1 || block.rows.length > maxima.rows) return this.say(at, `${block.rows?.length} rows`);
    const width = block.rows[0].length;
    block.rows.forEach((row, y) => {
      if (row.length < 1 || row.length > maxima.cells || row.length !== width) this.say(`${at}/rows/${y}`, `${row.length} cells beside ${width}`);
      row.forEach((cell, x) => {
        const here = `${at}/rows/${y}/${x}`;
        if (cell.type === "raw_text") this.within(`${here}/text`, cell.text, 1, 3000);
        else if (cell.type === "rich_text") this.richText(here, cell);
        else this.say(here, `cell ${cell.type}`);
      });
    });
    if (block.column_settings && block.column_settings.length > maxima.cells) this.say(at, "too many column_settings");
    return undefined;
  }

  block(at, block, surface) {
    if (!surfaces[surface].includes(block.type)) return this.say(at, `block ${block.type} is not allowed in a ${surface}`);
    if (block.block_id !== undefined) this.within(`${at}/block_id`, block.block_id, 1, 255);
    switch (block.type) {
      case "section":
        if (!block.text && !block.fields) this.say(at, "neither text nor fields");
        if (block.text) this.text(`${at}/text`, block.text, 3000);
        if (block.fields) {
          if (block.fields.length < 1 || block.fields.length > maxima.fields) this.say(at, `${block.fields.length} fields`);
          block.fields.forEach((field, i) => this.text(`${at}/fields/${i}`, field, 2000));
        }
        if (block.accessory) this.element(`${at}/accessory`, block.accessory, [...inActions, "image"]);
        break;
      case "header":
        this.text(`${at}/text`, block.text, 150, { plain: true });
        break;
      case "context":
        if (!(block.elements?.length >= 1 && block.elements.length <= maxima.contextElements)) this.say(at, `${block.elements?.length} elements`);
        block.elements?.forEach((one, i) => (one.type === "image" ? this.within(`${at}/${i}/alt_text`, one.alt_text, 1, 2000) : this.text(`${at}/elements/${i}`, one, 3000)));
        break;
      case "actions":
        if (!(block.elements?.length >= 1 && block.elements.length <= maxima.elements)) this.say(at, `${block.elements?.length} elements`);
        block.elements?.forEach((one, i) => this.element(`${at}/elements/${i}`, one, inActions));
        this.unique(at, block.elements ?? []);
        break;
      case "input":
        this.text(`${at}/label`, block.label, 2000, { plain: true });
        if (block.hint) this.text(`${at}/hint`, block.hint, 2000, { plain: true });
        this.element(`${at}/element`, block.element, inInput);
        break;
      case "rich_text":
        this.richText(at, block);
        break;
      case "table":
        this.table(at, block);
        break;
      case "markdown":
        this.within(`${at}/text`, block.text, 1, 12000);
        break;
      case "image":
        this.within(`${at}/alt_text`, block.alt_text, 1, 2000);
        break;
      default:
        break;
    }
    return undefined;
  }

  unique(at, elements) {
    const ids = elements.map((one) => one.action_id).filter((id) => id !== undefined);
    if (new Set(ids).size !== ids.length) this.say(at, "an action_id twice in one block");
  }

  blocks(at, blocks, surface) {
    if (!Array.isArray(blocks)) return this.say(at, "no blocks");
    const most = maxima[surface];
    if (blocks.length > most) this.say(at, `${blocks.length} blocks, allowed ${most}`);
    blocks.forEach((block, i) => this.block(`${at}/${i}`, block, surface));
    const ids = blocks.map((block) => block.block_id).filter((id) => id !== undefined);
    if (new Set(ids).size !== ids.length) this.say(at, "a block_id twice");
    if (blocks.filter((block) => block.type === "table").length > 1) this.say(at, "more than one table");
    return undefined;
  }
}

/** Problems of a message to post ("message"), an edit ("update") or a payload ("ack"): [] when there are none. */
export function problemsOfMessage(message, { edit = false } = {}) {
  const checker = new Checker();
  checker.within("/text", message.text, 1, 4000);
  checker.mrkdwn("/text", message.text);
  if (message.blocks) checker.blocks("/blocks", message.blocks, "message");
  if (edit && message.blocks === undefined) checker.say("/blocks", "an edit without blocks removes them");
  if (message.metadata && JSON.stringify(message.metadata).length > 8000) checker.say("/metadata", "too large");
  return checker.problems;
}

export function problemsOfView(view) {
  const checker = new Checker();
  if (view.type !== "modal") checker.say("/type", view.type);
  checker.text("/title", view.title, 24, { plain: true });
  if (view.submit) checker.text("/submit", view.submit, 24, { plain: true });
  if (view.close) checker.text("/close", view.close, 24, { plain: true });
  if (view.callback_id !== undefined) checker.within("/callback_id", view.callback_id, 1, 255);
  if (view.private_metadata !== undefined) checker.within("/private_metadata", view.private_metadata, 0, 3000);
  checker.blocks("/blocks", view.blocks, "view");
  if (view.blocks?.some((block) => block.type === "input") && !view.submit) checker.say("/submit", "inputs without submit");
  if (Buffer.byteLength(JSON.stringify(view)) > 250000) checker.say("", "larger than 250 kB");
  return checker.problems;
}

/** An answer in an acknowledgement: a message, or what becomes of a view. */
export function problemsOfAck(ack) {
  if (ack.response_action === undefined) return problemsOfMessage(ack);
  if (ack.response_action === "errors") {
    const problems = Object.entries(ack.errors ?? {}).filter(([, text]) => !text || length(text) > 2000).map(([id]) => `/errors/${id}: length`);
    return Object.keys(ack.errors ?? {}).length ? problems : ["/errors: none"];
  }
  return ack.view ? problemsOfView(ack.view) : [];
}

export function problemsOf(kind, json) {
  switch (kind) {
    case "message":
    case "ephemeral": return problemsOfMessage(json);
    case "update": return problemsOfMessage(json, { edit: true });
    case "view": return problemsOfView(json);
    case "ack": return problemsOfAck(json);
    default: return [`unknown kind ${kind}`];
  }
}
