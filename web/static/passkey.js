// Passkeys: the browser's own dialogue, its answer put into the form's hidden field. Codes work without.
for (const form of document.querySelectorAll("[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    const field = form.elements.passkey;
    if (field.value) return;
    event.preventDefault();
    const lost = form.querySelector("[data-lost]");
    lost.hidden = true;
    try {
      const options = JSON.parse(form.dataset.options).publicKey;
      const made = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(made.toJSON());
      form.submit();
    } catch {
      lost.hidden = false;
    }
  });
}
