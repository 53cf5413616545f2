/** Robots that fetch a link to show a card of it; each is told the content's title, description and image. */
const signs = [
  'LinkedInBot', 'facebookexternalhit', 'facebookcatalog', 'Facebot', 'meta-externalagent', 'meta-externalfetcher', 'Twitterbot',
  'Slackbot', 'Slack-ImgProxy', 'TelegramBot', 'Discordbot', 'SkypeUriPreview', 'MicrosoftPreview', 'Google-PageRenderer',
  'Bluesky Cardyb', 'Iframely', 'Embedly', 'redditbot', 'Pinterestbot', 'vkShare', 'Snap URL Preview', 'XING-contenttabreceiver',
  'Viber\\/', 'Synapse', 'Nextcloud Server', 'Rocket\\.Chat', 'Mattermost-Bot', 'Zoom(Chat)?Bot', 'Asana\\/', 'Trello', 'notion-embed',
]
// Servers of the fediverse and WhatsApp name themselves at the start; people's browsers never do.
const servers = ['WhatsApp', 'Mastodon', 'Pleroma', 'Akkoma', 'Misskey', 'SummalyBot', 'Friendica', 'GoToSocial', 'gotosocial', 'PeerTube', 'Lemmy', 'Hubzilla', 'Sharkey', 'Iceshrimp', 'http\\.rb\\/']
const pattern = new RegExp(`${signs.join('|')}|^(${servers.join('|')})`, 'i')

export const isPreviewRobot = (agent: string): boolean => pattern.test(agent)
