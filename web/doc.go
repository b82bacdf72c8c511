// Package web holds the pages of the service: the demonstration in a browser,
// and the health endpoint.
//
// Arrows: web may import care, clinic, flows, locales and privacy, and never bot,
// store or simulator. What it shows it gets through interfaces declared here.
package web
