/** Robots that fetch a link to show a card of it; each is told the content's title, description and image. */
const signs = [
  'LinkedInBot', 'facebookexternalhit', 'facebookcatalog', 'Facebot', 'meta-externalagent', 'meta-externalfetcher', 'Twitterbot',
  'Slackbot', 'Slack-ImgProxy', 'TelegramBot', 'Discordbot', 'SkypeUriPreview', 'MicrosoftPreview', 'Google-PageRenderer',
  'Bluesky Cardyb', 'Iframely', 'Embedly', 'redditbot', 'Pinterestbot', 'vkShare', 'Snap URL Preview', 'XING-contenttabreceiver',
  'Synapse', 'Nextcloud Server', 'Rocket\\.Chat', 'Mattermost-Bot', 'Zoom(Chat)?Bot', 'Asana\\/', 'Trello', 'notion-embed',
]
// Servers of the fediverse, WhatsApp and Viber name themselves at the start; people's browsers never do, and may name the last two at the end.
const servers = ['WhatsApp', 'Viber\\/', 'Mastodon', 'Pleroma', 'Akkoma', 'Misskey', 'SummalyBot', 'Friendica', 'GoToSocial', 'gotosocial', 'PeerTube', 'Lemmy', 'Hubzilla', 'Sharkey', 'Iceshrimp', 'http\\.rb\\/']
const pattern = new RegExp(`${signs.join('|')}|^(${servers.join('|')})`, 'i')

// what a person opens in the desktop application of a service whose server asks for cards under the same name
const desktop = / Electron\//

export const isPreviewRobot = (agent: string): boolean => pattern.test(agent) && !desktop.test(agent)
