"""Files as they lie on an Exchange server that nobody broke into: names and places are Exchange's
and IIS's, the contents are ours."""

import hashlib
import struct
import zlib

EXCHANGE = "Program Files/Microsoft/Exchange Server/V15"
PROXY = EXCHANGE + "/FrontEnd/HttpProxy"
ACCESS = EXCHANGE + "/ClientAccess"
BUILD = "15.1.2044"


def noise(length, seed):
    """Bytes without a pattern, the same in every run."""
    out = bytearray()
    while len(out) < length:
        out += hashlib.sha256(f"{seed}/{len(out)}".encode()).digest()
    return bytes(out[:length])


def text(content):
    return ("\ufeff" + content.strip("\n").replace("\n", "\r\n") + "\r\n").encode("utf-8")


def png(width, height, seed):
    def chunk(kind, data):
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    rows = b"".join(b"\0" + noise(width * 3, f"{seed}{y}") for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def gif():
    return (b"GIF89a\1\0\1\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;")


def library(seed):
    """What begins like a .NET assembly and goes on as noise."""
    head = bytearray(1024)
    head[0:2] = b"MZ"
    head[0x3C:0x40] = struct.pack("<I", 0x80)
    head[0x4E:0x75] = b"This program cannot be run in DOS mode."
    head[0x80:0x98] = struct.pack("<4sHHIIIHH", b"PE\0\0", 0x8664, 0, 0, 0, 0, 0xF0, 0x2022)
    head[0x98:0x9A] = b"\x0b\x02"
    return bytes(head) + b"BSJB\1\0\1\0" + noise(3000, seed)


def page(inherits, body, extra=""):
    return text(f"""
<%@ Page Language="C#" AutoEventWireup="true" Inherits="{inherits}"{extra} %>
<%@ Import Namespace="Microsoft.Exchange.Clients" %>
<%@ Import Namespace="Microsoft.Exchange.Clients.Owa.Core" %>
<%@ Import Namespace="Microsoft.Exchange.HttpProxy" %>
<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">
<html dir="<%=IsRtl ? "rtl" : "ltr" %>">
<head>
<meta http-equiv="X-UA-Compatible" content="IE=10" />
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title><%= LocalizedStrings.GetHtmlEncoded(Strings.IDs.PageTitle) %></title>
<% RenderBaseCss(); %>
</head>
<body class="<%=Request.Browser.IsMobileDevice ? "tnarrow" : "twide" %>">
{body}
</body>
</html>
""")


LOGON = """
<script type="text/javascript">
    var a_fRC = <%= IsSecureChannel ? 1 : 0 %>;
    var g_fFcs = <%= ShowPublicPrivateSelection ? 1 : 0 %>;
    var a_fLOff = <%= (Reason == LogonReason.Logoff) ? 1 : 0 %>;
    function clkLgn() {
        if (gbid("rdoPrvt").checked) {
            var oD = new Date(); oD.setTime(oD.getTime() + 2 * 7 * 24 * 60 * 60 * 1000);
            document.cookie = "PrivateComputer=true; expires=" + oD.toUTCString();
        }
    }
</script>
<form action="<%= LogonUrl %>" method="POST" name="logonForm" ENCTYPE="application/x-www-form-urlencoded" autocomplete="off">
<input type="hidden" name="destination" value="<%= Microsoft.Security.Application.Encoder.HtmlAttributeEncode(Destination) %>">
<input type="hidden" name="flags" value="4">
<input id="username" name="username" class="signInInputText" role="textbox" />
<input id="password" onfocus="g_fFcs=0" name="password" class="signInInputText" type="password" />
<div class="signInEnter" onclick="clkLgn()"><span><%= LocalizedStrings.GetHtmlEncoded(Strings.IDs.SignIn) %></span></div>
</form>
"""

ERROR = """
<div class="errorHeader"><%= ErrorHeader %></div>
<div id="errMsg"><% RenderErrorDetails(Response.Output); %></div>
<% if (ShowCallStack) { %><div class="details"><%= Utilities.HtmlEncode(ErrorInformation.Message) %></div><% } %>
"""

PLAIN = """
<div id="main"><span><%= LocalizedStrings.GetHtmlEncoded(Strings.IDs.Notice) %></span></div>
<script>window.setTimeout(function () { window.location.replace("<%=RedirectUrl%>"); }, 3000);</script>
"""

ECP_PAGE = """
<%@ Page Language="C#" AutoEventWireup="true" MasterPageFile="~/CommonMaster.Master" CodeBehind="NAME.aspx.cs" Inherits="Microsoft.Exchange.Management.ControlPanel.NAME" %>
<%@ Register TagPrefix="ecp" Namespace="Microsoft.Exchange.Management.ControlPanel" Assembly="Microsoft.Exchange.Management.ControlPanel" %>
<asp:Content ID="Content1" ContentPlaceHolderID="ResultPanePlaceHolder" runat="server">
    <ecp:PropertyPageSheet ID="Sheet" runat="server" ServiceUrl="~/DDI/DDIService.svc?schema=NAME" HasSaveMethod="true">
        <Content>
            <asp:Label ID="lblName" runat="server" Text="<%$ Strings:NameLabel %>" AssociatedControlID="txtName" />
            <asp:TextBox ID="txtName" runat="server" MaxLength="64" Text='<%# Eval("Name") %>' />
            <asp:FileUpload ID="fileUpload" runat="server" Visible="false" />
        </Content>
    </ecp:PropertyPageSheet>
</asp:Content>
"""

ECP_CONTROL = """
<%@ Control Language="C#" AutoEventWireup="true" CodeBehind="NAME.ascx.cs" Inherits="Microsoft.Exchange.Management.ControlPanel.NAME" %>
<%@ Register TagPrefix="ecp" Namespace="Microsoft.Exchange.Management.ControlPanel" Assembly="Microsoft.Exchange.Management.ControlPanel" %>
<ecp:ListView ID="list" runat="server" ShowHeader="true">
    <Columns><ecp:ColumnHeader Name="DisplayName" runat="server" Text="<%$ Strings:DisplayName %>" /></Columns>
</ecp:ListView>
<%= DataBinder.Eval(Container.DataItem, "DisplayName", "{0}") %>
"""

ECP_SERVICE = """
<%@ ServiceHost Language="C#" Debug="false" Service="Microsoft.Exchange.Management.ControlPanel.NAME" Factory="Microsoft.Exchange.Management.ControlPanel.EcpServiceHostFactory" %>
"""

WEB_CONFIG = """
<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <system.web>
    <machineKey validationKey="AutoGenerate,IsolateApps" />
    <compilation defaultLanguage="c#" debug="false"><assemblies><add assembly="Microsoft.Exchange.Common, Version=15.0.0.0, Culture=neutral, publicKeyToken=31bf3856ad364e35" /></assemblies></compilation>
    <customErrors mode="Off" />
    <httpRuntime maxRequestLength="35000" executionTimeout="3600" />
    <pages validateRequest="false" enableEventValidation="false" />
  </system.web>
  <system.webServer>
    <modules>
      <add name="HttpProxy" type="Microsoft.Exchange.HttpProxy.ProxyModule,Microsoft.Exchange.FrontEndHttpProxy,Version=15.0.0.0,Culture=neutral,PublicKeyToken=31bf3856ad364e35" />
      <add name="HttpRequestFilteringModule" type="Microsoft.Exchange.HttpRequestFiltering.HttpRequestFilteringModule, Microsoft.Exchange.HttpRequestFiltering, Version=15.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35" />
    </modules>
    <handlers accessPolicy="Read, Write, Script">
      <clear />
      <add name="ASPX" path="*.aspx" verb="GET,POST" type="System.Web.UI.PageHandlerFactory" preCondition="integratedMode" />
      <add name="StaticFiles" path="*" verb="GET,HEAD" type="System.Web.StaticFileHandler" modules="StaticFileModule" preCondition="integratedMode" />
    </handlers>
    <httpProtocol><customHeaders><add name="X-FEServer" value="EX01" /></customHeaders></httpProtocol>
  </system.webServer>
</configuration>
"""

REDIRECT_CONFIG = """
<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <system.webServer>
        <httpRedirect enabled="true" destination="/owa/" httpResponseStatus="Found" />
    </system.webServer>
</configuration>
"""

ASAX = '<%@ Application Codebehind="Global.asax.cs" Inherits="NAME" Language="C#" %>\n'

SCRIPT = """
/* Copyright Example. Stand-in for a script of the sign-in page. */
function gbid(s) { return document.getElementById(s); }
function isOwaRequired(w) { return /owa/i.test(unescape(w.location.search)); }
function readCookie(k) { var m = document.cookie.match(new RegExp("(?:^|; )" + k + "=([^;]*)")); return m ? decodeURIComponent(m[1]) : null; }
function parse(t) { return (typeof JSON != "undefined") ? JSON.parse(t) : eval("(" + t + ")"); }
function initLogon() { var o = gbid("username"); if (o && !o.disabled) { o.focus(); } }
var letters = String.fromCharCode(65, 66, 67);
"""

UPLOAD_HANDLER = """
<%@ WebHandler Language="C#" CodeBehind="UploadHandler.ashx.cs" Class="Microsoft.Exchange.Management.ControlPanel.UploadHandler" %>
"""

APPLICATION_HOST = """
<?xml version="1.0" encoding="UTF-8"?>
<configuration>
    <configSections>
        <sectionGroup name="system.applicationHost">
            <section name="sites" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />
        </sectionGroup>
    </configSections>
    <system.applicationHost>
        <applicationPools>
            <add name="DefaultAppPool" managedRuntimeVersion="v4.0" />
            <add name="MSExchangeOWAAppPool" managedRuntimeVersion="v4.0" />
            <add name="MSExchangeECPAppPool" managedRuntimeVersion="v4.0" />
        </applicationPools>
        <sites>
            <site name="Default Web Site" id="1" serverAutoStart="true">
                <application path="/">
                    <virtualDirectory path="/" physicalPath="%SystemDrive%\\inetpub\\wwwroot" />
@DEFAULT@                </application>
                <application path="/owa" applicationPool="MSExchangeOWAAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\FrontEnd\\HttpProxy\\owa" />
                </application>
                <application path="/ecp" applicationPool="MSExchangeECPAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\FrontEnd\\HttpProxy\\ecp" />
                </application>
                <application path="/OAB" applicationPool="MSExchangeOABAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\FrontEnd\\HttpProxy\\OAB" />
                </application>
                <application path="/EWS" applicationPool="MSExchangeServicesAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\FrontEnd\\HttpProxy\\EWS" />
                </application>
                <application path="/Autodiscover" applicationPool="MSExchangeAutodiscoverAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\FrontEnd\\HttpProxy\\Autodiscover" />
                </application>
                <bindings>
                    <binding protocol="http" bindingInformation="*:80:" />
                    <binding protocol="https" bindingInformation="*:443:" />
                </bindings>
            </site>
            <site name="Exchange Back End" id="2">
                <application path="/">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\ClientAccess" />
                </application>
                <application path="/owa" applicationPool="MSExchangeOWAAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\ClientAccess\\owa" />
                </application>
                <application path="/ecp" applicationPool="MSExchangeECPAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\ClientAccess\\ecp" />
                </application>
                <application path="/EWS" applicationPool="MSExchangeServicesAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\ClientAccess\\exchweb\\EWS" />
                </application>
                <application path="/Autodiscover" applicationPool="MSExchangeAutodiscoverAppPool">
                    <virtualDirectory path="/" physicalPath="@EXCHANGE@\\ClientAccess\\Autodiscover" />
                </application>
                <bindings>
                    <binding protocol="https" bindingInformation="*:444:" />
                </bindings>
            </site>
            <siteDefaults>
                <logFile logFormat="W3C" directory="%SystemDrive%\\inetpub\\logs\\LogFiles" />
            </siteDefaults>
        </sites>
    </system.applicationHost>
    <system.webServer>
        <globalModules>
            <add name="StaticFileModule" image="%windir%\\System32\\inetsrv\\static.dll" />
            <add name="DefaultDocumentModule" image="%windir%\\System32\\inetsrv\\defdoc.dll" />
            <add name="HttpRedirectionModule" image="%windir%\\System32\\inetsrv\\redirect.dll" />
            <add name="cafe_exppw" image="@EXCHANGE@\\FrontEnd\\HttpProxy\\bin\\exppw.dll" />
        </globalModules>
        <rewrite>
            <rules>
                <rule name="X-AnonResource-Backend Abort - inbound">
                    <match url=".*" />
                    <conditions><add input="{HTTP_COOKIE}" pattern="(.*)X-AnonResource-Backend(.*)" /></conditions>
                    <action type="AbortRequest" />
                </rule>
            </rules>
        </rewrite>
    </system.webServer>
</configuration>
"""

LOG = """
#Software: Microsoft Internet Information Services 10.0
#Version: 1.0
#Date: 2021-03-03 00:00:01
#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken
2021-03-03 00:00:04 192.0.2.10 GET /owa/ - 443 - 198.51.100.7 Mozilla/5.0 - 302 0 0 31
2021-03-03 00:00:09 192.0.2.10 GET /owa/auth/logon.aspx url=https%3a%2f%2fex01.example.test%2fowa%2f 443 - 198.51.100.7 Mozilla/5.0 - 200 0 0 78
2021-03-03 00:01:10 192.0.2.10 GET /ecp/ - 443 HealthMailbox0000@example.test 127.0.0.1 AMProbe/Local/ClientAccess - 200 0 0 12
"""

COMPILED = """
<?xml version="1.0" encoding="utf-8"?>
<preserve resultType="3" virtualPath="@URL@" hash="fffffffff0000000" filehash="ffffffff00000000" flags="110000" assembly="@ASSEMBLY@" type="ASP.@TYPE@">
    <filedeps><filedep name="@URL@" /></filedeps>
</preserve>
"""


def compiled(url, assembly):
    kind = url.strip("/").replace("/", "_").replace(".", "_").lower()
    content = COMPILED.replace("@URL@", url).replace("@ASSEMBLY@", assembly)
    return text(content.replace("@TYPE@", kind))


def application_host(default_site=""):
    content = APPLICATION_HOST.replace("@DEFAULT@", default_site)
    return text(content.replace("@EXCHANGE@", "C:\\" + EXCHANGE.replace("/", "\\")))


def status_page():
    """A page that does no harm, of nobody's."""
    return page("System.Web.UI.Page", "<p><%= DateTime.UtcNow.ToString(\"u\") %></p>")


def sign_in():
    core = "Microsoft.Exchange.HttpProxy."
    auth = PROXY + "/owa/auth/"
    yield auth + "logon.aspx", page(core + "Logon", LOGON)
    yield auth + "errorFE.aspx", page(core + "ErrorFE", ERROR)
    yield auth + "expiredpassword.aspx", page(core + "ExpiredPassword", LOGON)
    yield auth + "frowny.aspx", page(core + "Frowny", PLAIN)
    yield auth + "logoff.aspx", page(core + "Logoff", PLAIN)
    yield auth + "signout.aspx", page(core + "SignOut", PLAIN)
    yield auth + "OutlookCN.aspx", page(core + "OutlookCN", PLAIN)
    yield auth + "SvmFeedback.aspx", page(core + "SvmFeedback", PLAIN)
    yield auth + "RedirSuiteServiceProxy.aspx", page(
        core + "RedirSuiteServiceProxy", "<% Response.Redirect(ServiceUrl, false); %>")
    yield auth + "GetIdToken.htm", text("<html><head><script>/* fills window.location.hash */"
                                        "</script></head><body></body></html>")
    yield PROXY + "/ecp/auth/TimeoutLogout.aspx", page(core + "TimeoutLogout", PLAIN)
    themes = f"{auth}{BUILD}/themes/resources/"
    for name in ("logon.css", "error2.css", "owafont.css", "errorFE.css"):
        yield themes + name, text(f"/* {name} */ body {{ margin: 0; font-family: Segoe; }}")
    for name in ("bg_gradient", "icp", "olk_logo_white", "owa_text_blue", "Sign_in_arrow"):
        yield f"{themes}{name}.png", png(48, 24, name)
    for name in ("lgntopl", "clear1x1", "icon-wrn", "fp", "lp"):
        yield f"{themes}{name}.gif", gif()
    for name in ("flogon.js", "fexppw.js"):
        yield f"{auth}{BUILD}/scripts/premium/{name}", text(SCRIPT)


def front_end():
    for name in ("owa", "ecp", "OAB", "ews", "autodiscover", "mapi", "PowerShell", "rpc", "sync"):
        yield f"{PROXY}/{name}/Global.asax", text(
            ASAX.replace("NAME", "Microsoft.Exchange.HttpProxy.ProxyApplication"))
        yield f"{PROXY}/{name}/web.config", text(WEB_CONFIG)
    for name in ("Microsoft.Exchange.FrontEndHttpProxy", "exppw", "owaauth"):
        yield f"{PROXY}/bin/{name}.dll", library(name)


def back_end():
    owa = "Microsoft.Exchange.Clients.Owa2.Server.Web."
    for name in ("default", "redir", "sessions", "prefetch", "projection", "popout"):
        yield f"{ACCESS}/owa/{name}.aspx", page(owa + name.title(), PLAIN)
    for name in ("error", "error2", "expiredpassword", "logoff", "signout"):
        yield f"{ACCESS}/owa/auth/{name}.aspx", page(owa + name.title(), ERROR)
    yield ACCESS + "/owa/web.config", text(WEB_CONFIG)
    yield ACCESS + "/owa/SmimeCrxUpdate.ashx", text(
        '<%@ WebHandler Language="C#" Class="' + owa + 'SmimeCrxUpdateHandler" %>')
    yield ACCESS + "/owa/service.svc", text(
        '<%@ ServiceHost Language="C#" Service="' + owa + 'OWAService" Factory="' + owa
        + 'OWAServiceHostFactory" %>')
    ecp = ACCESS + "/ecp/"
    for name in ("AcceptedDomain/AcceptedDomainsDetails", "CertMgmt/ExportCertificate",
                 "PersonalSettings/ImportContactList", "VDirMgmt/BulkEditEASVDir",
                 "DBMgmt/NewDatabase", "AntiSpam/DkimDetails"):
        yield f"{ecp}{name}.aspx", text(ECP_PAGE.replace("NAME", name.split("/")[1]))
    for name in ("AntiSpam/ConnectionFilter", "Customize/ReadReceipts"):
        yield f"{ecp}{name}.ascx", text(ECP_CONTROL.replace("NAME", name.split("/")[1]))
    for name in ("DDI/DDIService", "Customize/VoiceMail", "PersonalSettings/Accounts"):
        yield f"{ecp}{name}.svc", text(ECP_SERVICE.replace("NAME", name.split("/")[1]))
    yield ecp + "CommonMaster.Master", text(
        ECP_PAGE.replace("@ Page", "@ Master").replace("NAME", "CommonMaster"))
    yield ecp + "Handlers/UploadHandler.ashx", text(UPLOAD_HANDLER)
    yield ecp + "web.config", text(WEB_CONFIG)
    yield ACCESS + "/exchweb/EWS/Exchange.asmx", text(
        '<%@ WebService Language="C#" Class="Microsoft.Exchange.Services.Wcf.EWSService" %>')
    yield ACCESS + "/Autodiscover/Autodiscover.svc", text(
        ECP_SERVICE.replace("NAME", "AutodiscoverService"))
    yield ACCESS + "/OAB/web.config", text(WEB_CONFIG)
    book = ACCESS + "/OAB/00000000-1111-4222-8333-444444444444/"
    yield book + "oab.xml", text('<?xml version="1.0"?><OAB><OAL id="00000000"></OAL></OAB>')
    yield book + "data-1.lzx", b"\1\0\0\0" + noise(2000, "lzx")


def internet_root():
    root = "inetpub/wwwroot/"
    yield root + "iisstart.htm", text("<html><head><title>IIS Windows Server</title></head>"
                                      '<body><img src="iisstart.png"></body></html>')
    yield root + "iisstart.png", png(96, 60, "iisstart")
    yield root + "web.config", text(REDIRECT_CONFIG)
    client = root + "aspnet_client/system_web/4_0_30319/"
    yield client + "WebUIValidation.js", text(SCRIPT.replace("initLogon", "ValidatorOnLoad"))
    yield client + "SmartNav.htm", text("<html><head><script src=\"SmartNav.js\"></script></head>"
                                        "<body></body></html>")
    yield client + "SmartNav.js", text(SCRIPT)
    yield "inetpub/logs/LogFiles/W3SVC1/u_ex210303.log", LOG.strip("\n").encode() + b"\n"


def windows():
    yield "ProgramData/Microsoft/Crypto/RSA/readme.txt", text("Keys of the machine lie here.")
    cache = "Windows/Microsoft.NET/Framework64/v4.0.30319/Temporary ASP.NET Files/"
    for name, url in (("owa", "/owa/auth/logon.aspx"), ("ecp", "/ecp/auth/TimeoutLogout.aspx")):
        folder = f"{cache}{name}/8e05b027/e164d61b/"
        page_name = url.rsplit("/", 1)[1].lower()
        yield folder + "App_Web_q3yw5kdn.dll", library("compiled" + name)
        yield f"{folder}{page_name}.cdcab7d2.compiled", compiled(url, "App_Web_q3yw5kdn")


def files():
    """Pairs of a path below the volume and its bytes."""
    for group in (sign_in, front_end, back_end, internet_root, windows):
        yield from group()
