// Hands one file in; the form then names it by the id that comes back.
const most = 10 * 1024 * 1024;

/** Resolves with {id}, or {error}: a sentence for whoever chose the file. Ends early by `signal`. */
export async function upload(as, file, signal) {
  if (file.size > most) return { error: "That file is larger than 10 MB. Save a smaller one." };
  try {
    const response = await fetch("/uploads", {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", "X-Fillrate-As": as },
      body: file,
      signal,
    });
    return response.ok ? await response.json() : { error: "The file was not taken. Give a link, or try again." };
  } catch {
    return { error: "The file did not arrive. Please try again." };
  }
}
