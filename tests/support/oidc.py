"""The provider of oidc.mjs, and a browser without a person: follows where it is led, as far as the client's own address."""
import http.cookiejar
import pathlib
import subprocess
import urllib.error
import urllib.parse
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
INSTALLED = (HERE.parent / "e2e" / "node_modules" / "oidc-provider").exists()


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Provider:
    def __init__(self, redirect_uri, life_s=3600):
        self.words, self.redirect_uri = ["node", str(HERE / "oidc.mjs"), redirect_uri, str(life_s)], redirect_uri

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        assert line.strip().isdigit(), "the provider does not start"
        self.url = f"http://127.0.0.1:{line.strip()}"
        self.introspection = self.url.replace("//", "//mailserver:introspect@") + "/token/introspection"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def control(self, what, post=True):
        with urllib.request.urlopen(f"{self.url}/test/{what}", data=b"" if post else None, timeout=20) as answer:
            return answer.read().decode()

    def refreshes(self):
        return int(self.control("refreshes", post=False))

    def introspect(self, token):
        import base64
        import json
        keys = base64.b64encode(b"mailserver:introspect").decode()
        asked = urllib.request.Request(f"{self.url}/token/introspection", data=urllib.parse.urlencode({"token": token}).encode(),
                                       headers={"Authorization": f"Basic {keys}"})
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.loads(answer.read())

    def browse(self, url):
        """The address the browser comes back to the client with."""
        browser = urllib.request.build_opener(Stay, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        for _ in range(12):
            try:
                with browser.open(url, timeout=20) as answer:
                    raise AssertionError(f"the provider stopped at {answer.geturl()}: {answer.read()[:500]!r}")
            except urllib.error.HTTPError as answer:
                with answer:
                    assert answer.code in (302, 303), (answer.code, answer.read()[:800])
                    url = urllib.parse.urljoin(url, answer.headers["Location"])
            if url.startswith(self.redirect_uri):
                return url
        raise AssertionError("the provider leads nowhere")
