// Slack's files as far as the bot uses them: uploaded by people, fetched with the bot token, and handed
// in by the bot in three steps. Hangs itself into a SocketModeServer.
export class FilesApi {
  constructor(server) {
    this.server = server;
    this.uploads = new Map();
    this.handedIn = new Map();
    this.shared = [];
    this.redirects = new Set();
    server.files = this;
    Object.assign(server.api.methods, {
      "files.info": ({ file }) => {
        const found = this.uploads.get(file);
        if (!found) return { ok: false, error: "file_not_found" };
        return { ok: true, file: { id: file, name: found.name, size: found.bytes.length, url_private_download: this.url(`download/${file}`) } };
      },
      "files.getUploadURLExternal": ({ filename, length }) => {
        const id = `F0OUT${this.handedIn.size}`;
        this.handedIn.set(id, { filename, length: Number(length) });
        return { ok: true, upload_url: this.url(`upload/${id}`), file_id: id };
      },
      "files.completeUploadExternal": (wanted) => {
        const [{ id, title }] = wanted.files;
        const file = this.handedIn.get(id);
        if (!file?.bytes || file.bytes.length !== file.length) return { ok: false, error: "file_not_found" };
        this.shared.push({ ...file, title, channel: wanted.channel_id, comment: wanted.initial_comment });
        return { ok: true, files: [{ id, title }] };
      },
    });
  }

  url(path) {
    return `http://127.0.0.1:${this.server.port}/files/${path}`;
  }

  /** Somebody chooses a file in a form; its id. */
  chosen(name, bytes) {
    const id = `F0IN${this.uploads.size}`;
    this.uploads.set(id, { name, bytes });
    return id;
  }

  serve(request, response, path, body) {
    const [what, id] = path.split("/");
    if (what === "download" && request.method === "GET") {
      if (this.redirects.has(id)) return response.writeHead(302, { Location: "http://127.0.0.1:1/elsewhere" }).end();
      if (request.headers.authorization !== `Bearer ${this.server.api.tokens.bot}`) return response.writeHead(200, { "Content-Type": "text/html" }).end("<html>Sign in</html>");
      return response.writeHead(200, { "Content-Type": "application/octet-stream" }).end(this.uploads.get(id).bytes);
    }
    const file = this.handedIn.get(id);
    if (what !== "upload" || request.method !== "POST" || !file) return response.writeHead(404).end();
    file.bytes = body;
    file.authorization = request.headers.authorization;
    response.end("OK - stored");
    this.server.api.changed();
    return response;
  }
}
