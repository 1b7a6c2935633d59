/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/address.h"

enum { SHORTEST_NAME = 4, LONGEST_NAME = 100, LONGEST_HOST = 253 };

static bool is_any(fh_text text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_eq_nocase(text, fh_text_of(words[i]))) return true;
    return false;
}
#define IS_ANY(text, words) is_any((text), (words), FH_COUNT(words))

static bool holds_any(fh_text text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_find_nocase(text, fh_text_of(words[i])) != SIZE_MAX) return true;
    return false;
}
#define HOLDS_ANY(text, words) holds_any((text), (words), FH_COUNT(words))

/* ---- hosts ---- */

static bool is_host(fh_text host)
{
    const size_t dot = fh_text_rfind_byte(host, '.');
    if (dot == SIZE_MAX || dot == 0 || dot + 2 >= host.len || host.len > LONGEST_HOST) return false;
    for (size_t i = 0; i < host.len; i++) {
        const char c = host.ptr[i];
        if (!fh_is_alnum(c) && c != '-' && c != '.') return false;
        if (i > dot && !fh_is_alpha(c)) return false;
    }
    return true;
}

/* The last label of `*host`, taken off it. */
static fh_text take_label(fh_text *host)
{
    const size_t dot = fh_text_rfind_byte(*host, '.');
    const fh_text label = dot == SIZE_MAX ? *host : fh_text_slice(*host, dot + 1, SIZE_MAX);
    *host = dot == SIZE_MAX ? (fh_text){0} : fh_text_slice(*host, 0, dot);
    return label;
}

fh_text fh_host_label(fh_text host)
{
    static const char *const second[] = {"co", "com", "org", "net", "gov", "ac", "edu"};
    const fh_text top = take_label(&host);
    fh_text label = take_label(&host);
    if (host.len > 0 && top.len == 2 && IS_ANY(label, second)) label = take_label(&host);
    return label;
}

bool fh_host_under(fh_text host, fh_text domain)
{
    if (host.len < domain.len || domain.len == 0) return false;
    const fh_text tail = fh_text_slice(host, host.len - domain.len, SIZE_MAX);
    if (!fh_text_eq_nocase(tail, domain)) return false;
    return host.len == domain.len || host.ptr[host.len - domain.len - 1] == '.';
}

static bool is_under_any(fh_text host, const char *const *domains, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fh_host_under(host, fh_text_of(domains[i]))) return true;
    return false;
}

static bool is_forge(fh_text host)
{
    static const char *const forges[] = {"github.com",  "gitlab.com",    "bitbucket.org",
                                         "gitee.com",   "codeberg.org",  "huggingface.co",
                                         "gitcode.com", "modelscope.cn", "atomgit.com"};
    return is_under_any(host, forges, FH_COUNT(forges));
}

bool fh_host_is_shared(fh_text host)
{
    static const char *const shared[] = {"pypi.org",
                                         "npmjs.com",
                                         "crates.io",
                                         "docs.rs",
                                         "go.dev",
                                         "readthedocs.io",
                                         "readthedocs.org",
                                         "discord.gg",
                                         "discord.com",
                                         "twitter.com",
                                         "x.com",
                                         "linkedin.com",
                                         "youtube.com",
                                         "youtu.be",
                                         "medium.com",
                                         "arxiv.org",
                                         "slack.com",
                                         "t.me",
                                         "gitbook.io",
                                         "notion.site",
                                         "vercel.app",
                                         "netlify.app",
                                         "pages.dev",
                                         "herokuapp.com",
                                         "web.app",
                                         "gitter.im",
                                         "reddit.com",
                                         "mintlify.app",
                                         "gopkg.in",
                                         "example.com",
                                         "example.org",
                                         "apache.org",
                                         "sourceforge.net",
                                         "docker.com",
                                         "marketplace.visualstudio.com",
                                         "open-vsx.org",
                                         "chrome.google.com",
                                         "chromewebstore.google.com",
                                         "play.google.com",
                                         "apps.apple.com",
                                         "docs.google.com",
                                         "sites.google.com",
                                         "drive.google.com",
                                         "colab.research.google.com",
                                         "research.google.com",
                                         "dev.azure.com",
                                         "learn.microsoft.com",
                                         "addons.mozilla.org",
                                         "substack.com",
                                         "wordpress.com",
                                         "hashnode.dev",
                                         "streamlit.app",
                                         "hf.space",
                                         "mvnrepository.com",
                                         "rubygems.org",
                                         "packagist.org",
                                         "nuget.org",
                                         "maven.org"};
    return is_forge(host) || is_under_any(host, shared, FH_COUNT(shared));
}

bool fh_host_is_mail_provider(fh_text host)
{
    static const char *const providers[] = {"gmail.com",
                                            "googlemail.com",
                                            "outlook.com",
                                            "hotmail.com",
                                            "yahoo.com",
                                            "icloud.com",
                                            "qq.com",
                                            "foxmail.com",
                                            "163.com",
                                            "126.com",
                                            "live.com",
                                            "me.com",
                                            "proton.me",
                                            "protonmail.com",
                                            "gmx.de",
                                            "noreply.github.com",
                                            "mail.ru",
                                            "web.de",
                                            "users.noreply.github.com"};
    return IS_ANY(host, providers);
}

fh_text fh_domain_reversed(fh_arena *arena, fh_text package)
{
    fh_text rest = fh_text_slice(package, 0, LONGEST_HOST), domain = {0};
    while (rest.len > 0) {
        const fh_text label = take_label(&rest);
        domain = domain.len == 0 ? label
                                 : fh_arena_printf(arena, "%.*s.%.*s", FH_TEXT_ARGS(domain),
                                                   FH_TEXT_ARGS(label));
    }
    return domain;
}

/* ---- addresses ---- */

/* "openai.github.io": the organisation stands before the domain of the pages. */
static fh_text organization_of(fh_text host, fh_text path)
{
    static const char *const pages[] = {"github.io", "gitlab.io", "gitee.io"};
    if (is_under_any(host, pages, FH_COUNT(pages))) {
        const size_t dot = fh_text_find_byte(host, '.');
        return fh_text_slice(host, 0, dot);
    }
    if (!is_forge(host) || path.len < 2) return (fh_text){0};
    const fh_text first = fh_text_slice(path, 1, SIZE_MAX);
    return fh_text_slice(first, 0, fh_text_find_byte(first, '/'));
}

fh_address fh_address_of(fh_text text)
{
    fh_address address = {0};
    text = fh_text_trim(text);
    const size_t scheme = fh_text_find(text, FH_TEXT("://"));
    if (scheme != SIZE_MAX) {
        size_t start = scheme;
        while (start > 0 && (fh_is_alnum(text.ptr[start - 1]) || text.ptr[start - 1] == '+'))
            start--;
        address.scheme = fh_text_slice(text, start, scheme);
        text = fh_text_slice(text, scheme + 3, SIZE_MAX);
    } else if (fh_text_starts(text, FH_TEXT("github:"))) {
        address.host = FH_TEXT("github.com");
        text = fh_text_slice(text, 7, SIZE_MAX);
        address.organization = fh_text_slice(text, 0, fh_text_find_byte(text, '/'));
        return address;
    }
    size_t end = 0;
    while (end < text.len &&
           (fh_is_alnum(text.ptr[end]) || text.ptr[end] == '-' || text.ptr[end] == '.' ||
            text.ptr[end] == '_' || text.ptr[end] == '+' || text.ptr[end] == '@'))
        end++;
    const fh_text authority = fh_text_slice(text, 0, end);
    const size_t at = fh_text_rfind_byte(authority, '@');
    const fh_text host = at == SIZE_MAX ? authority : fh_text_slice(authority, at + 1, SIZE_MAX);
    if (!is_host(host)) return (fh_address){0};
    address.host = host;
    while (end < text.len && (text.ptr[end] == ':' || fh_is_digit(text.ptr[end]))) end++;
    /* "git@host:org/name" has no slash before the organisation. */
    const size_t path = end > 0 && end < text.len && text.ptr[end - 1] == ':' ? end - 1 : end;
    address.path = fh_text_slice(text, path, SIZE_MAX);
    address.organization = organization_of(host, address.path);
    return address;
}

bool fh_address_is_service(const fh_address *address, fh_text name, fh_text callee)
{
    static const char *const pages[] = {
        "docs",      "doc",      "blog",      "help",       "support", "community",
        "forum",     "discuss",  "status",    "learn",      "academy", "cookbook",
        "discord",   "slack",    "developer", "developers", "careers", "fonts",
        "storage",   "download", "downloads", "go",         "aka",     "marketplace",
        "bootstrap", "git",      "mirror",    "mirrors",    "repo",    "artifacts",
        "raw",       "files",    "about",     "cdn",        "static",  "assets",
        "img",       "images",   "media",     "schema",     "schemas", "json-schema",
        "code",      "source",   "cs"};
    static const char *const page_paths[] = {
        "/docs",      "/faq",        "/integrations", "/self-host", "/cookbook",  "/product",
        "/solutions", "/enterprise", "/doc/",         "/blog",      "/changelog", "/guide",
        "/tutorial",  "/pricing",    "/terms",        "/privacy",   "/legal",     "/schema",
        "/help",      "/security",   "/discord",      "/learn",     "/support",   "/policies",
        "/concepts",  "/reference",  "/dashboard",    "/settings",  "/account",   "/billing",
        "/signup",    "/apikey",     "/api-key"};
    static const char *const page_ends[] = {
        ".html", ".htm",     ".png", ".svg",   ".jpg",  ".md",  ".pdf",        ".xsd", ".gif",
        ".ico",  ".default", ".zip", ".gz",    ".tgz",  ".tar", ".whl",        ".txt", ".bin",
        ".pt",   ".sh",      ".ps1", ".model", ".onnx", ".exe", ".safetensors"};
    static const char *const service_hosts[] = {
        "api", "telemetry", "app",  "cloud",  "auth", "login", "gateway", "proxy",  "registry",
        "hub", "ingest",    "otel", "events", "us",   "eu",    "backend", "server", "accounts"};
    static const char *const service_paths[] = {"/api/", "/v1", "/v2", "/v3", "/oauth"};
    static const char *const service_names[] = {"url",   "uri",    "endpoint", "host",
                                                "base",  "api",    "server",   "registry",
                                                "proxy", "domain", "gateway",  "origin"};
    static const char *const callers[] = {"get",    "post",    "fetch", "request", "urlopen",
                                          "client", "connect", "axios", "put",     "exporter"};
    static const char *const sites[] = {
        "home",  "website", "docs", "documentation", "help",  "readme",   "issue",       "link",
        "learn", "image",   "icon", "href",          "scope", "audience", "description", "message"};
    /* Where users of a company sign in, and what such tokens are for: no service of this program.
     */
    static const char *const identity[] = {
        "login.microsoftonline.com", "login.windows.net",           "sts.windows.net",
        "login.chinacloudapi.cn",    "cognitiveservices.azure.com", "management.azure.com"};
    static const char *const nowhere[] = {"local",   "localhost", "test",
                                          "example", "invalid",   "internal"};
    const fh_text first = fh_text_slice(address->host, 0, fh_text_find_byte(address->host, '.'));
    for (size_t i = 0; i < FH_COUNT(page_paths); i++)
        if (fh_text_starts_nocase(address->path, fh_text_of(page_paths[i]))) return false;
    for (size_t i = 0; i < FH_COUNT(page_ends); i++)
        if (fh_text_ends(address->path, fh_text_of(page_ends[i]))) return false;
    if (IS_ANY(first, pages) || HOLDS_ANY(name, sites)) return false;
    if (is_forge(address->host) && !fh_text_starts(address->path, FH_TEXT("/api/"))) return false;
    if (fh_text_find(address->path, FH_TEXT("utm_")) != SIZE_MAX) return false;
    if (is_under_any(address->host, nowhere, FH_COUNT(nowhere))) return false;
    if (IS_ANY(address->host, identity)) return false;
    const bool page = fh_text_is(first, "www");
    for (size_t i = 0; i < FH_COUNT(service_paths); i++)
        if (fh_text_starts_nocase(address->path, fh_text_of(service_paths[i]))) return true;
    return !page && (IS_ANY(first, service_hosts) || HOLDS_ANY(name, service_names) ||
                     HOLDS_ANY(callee, callers));
}

/* ---- names ---- */

fh_text fh_name_plain(fh_arena *arena, fh_text name)
{
    char plain[LONGEST_NAME];
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < sizeof plain; i++)
        if (fh_is_alnum(name.ptr[i])) plain[len++] = fh_lower(name.ptr[i]);
    return fh_arena_copy(arena, fh_text_make(plain, len));
}

bool fh_name_is_telling(fh_text plain)
{
    static const char *const usual[] = {
        "agent",    "agents",  "python",  "server",    "client",   "example",      "examples",
        "project",  "test",    "tests",   "tools",     "tool",     "core",         "docs",
        "model",    "models",  "data",    "library",   "package",  "root",         "main",
        "frontend", "backend", "website", "workspace", "monorepo", "source",       "open",
        "team",     "none",    "self",    "unknown",   "private",  "contributors", "authors",
        "github",   "cloud",   "home",    "code"};
    return plain.len >= SHORTEST_NAME && !IS_ANY(plain, usual);
}

/* Take one ending off that says no more than what kind of thing bears the name. */
static bool drop_ending(fh_text *name)
{
    static const char *const endings[] = {
        "ai",  "inc",  "hq",  "labs", "lab", "io",   "dev",     "org",      "team",      "cloud",
        "app", "gmbh", "llc", "ltd",  "oss", "corp", "project", "official", "foundation"};
    for (size_t i = 0; i < FH_COUNT(endings); i++) {
        const fh_text ending = fh_text_of(endings[i]);
        if (name->len < ending.len + SHORTEST_NAME || !fh_text_ends(*name, ending)) continue;
        *name = fh_text_slice(*name, 0, name->len - ending.len);
        return true;
    }
    return false;
}

static bool same_but_endings(fh_text full, fh_text plain)
{
    do
        if (fh_text_eq(full, plain)) return true;
    while (drop_ending(&full));
    return false;
}

bool fh_name_same(fh_text a, fh_text b)
{
    return fh_name_is_telling(a) && fh_name_is_telling(b) &&
           (same_but_endings(a, b) || same_but_endings(b, a));
}
