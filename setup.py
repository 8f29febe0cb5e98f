"""Package metadata; what is installed beside it is in requirements.lock."""

from pathlib import Path

from setuptools import setup

setup(
    name="transaction-ner",
    version="0.1.0",
    description="From annotated bank-transaction descriptions to a served span tagger, with TFX.",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11,<3.12",
    packages=[
        "annotation",
        "batch",
        "commands",
        "components",
        "configs",
        "enrichment",
        "enrichment.directory",
        "enrichment.values",
        "evaluation",
        "evaluation.gates",
        "models",
        "monitoring",
        "pipeline",
        "pipeline.settings",
        "pipeline.trigger",
        "pipeline.vertex",
        "preprocessing",
        "preprocessing.formats",
        "serving",
        "serving.prediction",
        "serving.release",
        "serving.server",
        "storage",
    ],
    package_data={
        "configs": ["*.yaml", "*.pbtxt"],
        "enrichment": ["*.json"],
        "monitoring": ["*.json"],
        "enrichment.directory": ["*.csv"],
        "enrichment.values": ["*.csv", "*.tsv", "*.txt"],
        "evaluation.gates": ["*.txt"],
        "preprocessing": ["*.txt"],
        "serving.server": ["*.html"],
    },
    entry_points={
        "console_scripts": [
            "txner = commands.main:main",
            "txner-worker = components.worker_program:main",
        ]
    },
)
