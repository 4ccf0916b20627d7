namespace CardOs.Benchmarks;

/// <summary>Requests as they come.</summary>
internal static class HttpSamples
{
    public const string Administration =
        "POST /gsma/adminagent?msg=2 HTTP/1.1\r\n"
        + "Host: ras.example.com:8443\r\n"
        + "X-Admin-Protocol: globalplatform-remote-admin/1.0\r\n"
        + "X-Admin-From: //se-id/eid/89049032123451234512345678901235;//aa-id/aid/A000000559/1010FFFFFFFF8900000100\r\n"
        + "Content-Type: application/vnd.globalplatform.card-content-mgt-response;version=1.0\r\n"
        + "Transfer-Encoding: chunked\r\n"
        + "X-Admin-Script-Status: ok\r\n"
        + "X-Admin-Resume: true\r\n"
        + "User-Agent: card\r\n\r\n"
        + "1A\r\nAF80";

    public const string Browser =
        "GET /news/2026/11/24/article.html?ref=front HTTP/1.1\r\n"
        + "Host: www.example.com\r\n"
        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0\r\n"
        + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n"
        + "Accept-Language: en-GB,en;q=0.5\r\n"
        + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
        + "DNT: 1\r\n"
        + "Connection: keep-alive\r\n"
        + "Cookie: session=1f0c3a5be7d94c6e8a2b; theme=dark; consent=yes\r\n"
        + "Upgrade-Insecure-Requests: 1\r\n"
        + "Sec-Fetch-Dest: document\r\n"
        + "Sec-Fetch-Mode: navigate\r\n"
        + "Sec-Fetch-Site: same-origin\r\n"
        + "If-None-Match: \"5e1f-62d3a\"\r\n"
        + "Priority: u=0, i\r\n\r\n";
}
