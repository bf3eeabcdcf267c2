// A real OAuth2 and OpenID provider (npm oidc-provider) on a port of its own, for tests of signing in to mailboxes.
//     node oidc.mjs REDIRECT_URI [ACCESS_TOKEN_SECONDS]
// Prints its port. Whoever is asked to sign in is the mailbox of login_hint and says yes. Client "seventh" with secret
// "s3cret, really"; mail servers introspect as "mailserver" with secret "introspect". Beside the standard endpoints:
//     GET  /test/refreshes   how many tokens were refreshed
//     POST /test/revoke      ends every sign-in
//     POST /test/broken?N    the next N answers of the token endpoint are 503
import http from "node:http";

const { default: Provider } = await import(new URL("../e2e/node_modules/oidc-provider/lib/index.js", import.meta.url));
const [redirect, life] = process.argv.slice(2);
const grants = new Set();
let provider, refreshes = 0, broken = 0;

async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (prompt.name === "login") {
    return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  }
  const grant = (grantId && await provider.Grant.find(grantId)) ||
    new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  const id = await grant.save();
  grants.add(id);
  return provider.interactionFinished(request, response, { consent: { grantId: id } }, { mergeWithLastSubmission: true });
}

async function control(request, response) {
  if (request.url === "/test/refreshes") {
    return response.end(String(refreshes));
  }
  if (request.url === "/test/revoke") {
    for (const id of grants) {
      await provider.RefreshToken.revokeByGrantId(id);
      await provider.AccessToken.revokeByGrantId(id);
    }
  }
  if (request.url.startsWith("/test/broken?")) {
    broken = Number(request.url.split("?")[1]);
  }
  return response.end("ok");
}

const server = http.createServer((request, response) => {
  if (request.url.startsWith("/test/")) {
    return control(request, response);
  }
  if (request.url.startsWith("/interaction/")) {
    return interact(request, response);
  }
  if (request.url === "/token" && broken > 0) {
    broken -= 1;
    response.statusCode = 503;
    return response.end("try later");
  }
  return provider.callback()(request, response);
});

server.listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  console.warn = console.info = () => {};
  provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [
      { client_id: "seventh", client_secret: "s3cret, really", redirect_uris: [redirect],
        grant_types: ["authorization_code", "refresh_token"], response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post" },
      { client_id: "mailserver", client_secret: "introspect", redirect_uris: [], grant_types: [], response_types: [],
        token_endpoint_auth_method: "client_secret_basic" },
    ],
    features: { devInteractions: { enabled: false }, introspection: { enabled: true } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    rotateRefreshToken: true,
    cookies: { keys: ["for tests only"] },
    jwks: undefined,
    ttl: { AccessToken: Number(life ?? 3600), RefreshToken: 86400, Grant: 86400, Interaction: 600, Session: 600, IdToken: 600 },
  });
  provider.on("grant.success", (context) => {
    refreshes += context.oidc.params.grant_type === "refresh_token" ? 1 : 0;
  });
  console.log(port);
});
