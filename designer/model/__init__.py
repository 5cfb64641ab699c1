"""The words of an ML design: components, flows, zones, brief, notes, waivers, layout, and the edits."""
